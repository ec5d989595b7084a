from crawler.news_spider import NewsSpider


class Chongqing(NewsSpider):
    """Domain: gaj.cq.gov.cn. Publishes: notices; of the column only the path is known.
    Evidence: a crawler of 2026 reads the listing. An article of 2025 stands below /sy_245/bmdt/, whose listing was not
    seen. Not yet seen live."""

    name = "chongqing"
    site_name = "重庆市公安局"
    level = "province"
    province = "重庆"
    evidence = "B 2026"
    family = "trs"
    channels = {"gsgg": "https://gaj.cq.gov.cn/zwgk/zfgk/gsgg/"}
