from crawler.news_spider import NewsSpider


class Jiangsu(NewsSpider):
    """Domain: gat.jiangsu.gov.cn. Publishes: police news; of the column only the number is known.
    Evidence: a crawler of 2026 reads the listing; articles until September 2026. Not yet seen live."""

    name = "jiangsu"
    site_name = "江苏省公安厅"
    level = "province"
    province = "江苏"
    evidence = "B 2026"
    family = "hanweb"
    channels = {"col6372": "https://gat.jiangsu.gov.cn/col/col6372/index.html"}
