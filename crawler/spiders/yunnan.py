from crawler.news_spider import NewsSpider


class Yunnan(NewsSpider):
    """Domain: gonganting.yn.gov.cn. Publishes: police news; of the column only the number is known.
    Evidence: an undated crawler reads the listing (``.news_ul li a``); an article of the column is cited in 2026.
    Not yet seen live."""

    name = "yunnan"
    site_name = "云南省公安厅"
    level = "province"
    province = "云南"
    evidence = "B 2026"
    family = "aspnet"
    channels = {"6445": "http://gonganting.yn.gov.cn/list6445.aspx?page=1"}
