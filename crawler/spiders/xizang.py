from crawler.news_spider import NewsSpider


class Xizang(NewsSpider):
    """Domain: gat.xizang.gov.cn. Publishes: notices; of the column only the path is known.
    Evidence: a crawler of 2026 reads the listing; an article of 2021. Not yet seen live."""

    name = "xizang"
    site_name = "西藏自治区公安厅"
    level = "province"
    province = "西藏"
    evidence = "B 2026"
    family = "trs"
    channels = {"gsgg_205": "https://gat.xizang.gov.cn/xwzx_3233/gsgg_205/index.html"}
