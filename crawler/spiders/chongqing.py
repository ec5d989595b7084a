"""重庆市公安局."""

from crawler.news_spider import NewsSpider


class Chongqing(NewsSpider):
    """重庆市公安局.

    Domain: gaj.cq.gov.cn.
    Publishes: police news and notices; the columns are called by their folders.
    Evidence: gsgg: a crawler of 2026. bmdt: an article of 2025; the listing is its folder, as TRS has it. Not yet seen
    live.
    """

    # Spider
    name = "chongqing"

    # NewsSpider
    site_name = "重庆市公安局"
    level = "province"
    province = "重庆"
    evidence = "B 2026"
    family = "trs"
    channels = {
        "bmdt": "https://gaj.cq.gov.cn/sy_245/bmdt/",
        "gsgg": "https://gaj.cq.gov.cn/zwgk/zfgk/gsgg/",
    }
