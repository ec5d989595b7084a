from crawler.news_spider import NewsSpider


class JiangsuNanjing(NewsSpider):
    """Domain: gaj.nanjing.gov.cn. Publishes: news of traffic and its police.
    Evidence: a crawler of 2026 reads the 31 pages of the listing. Not yet seen live."""

    name = "jiangsu_nanjing"
    site_name = "南京市公安局"
    level = "city"
    province = "江苏"
    evidence = "B 2026"
    family = "trs"
    channels = {"交通管理": "https://gaj.nanjing.gov.cn/jtgl/"}
