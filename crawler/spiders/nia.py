"""国家移民管理局."""

from crawler.news_spider import NewsSpider


class Nia(NewsSpider):
    """国家移民管理局.

    Domain: www.nia.gov.cn.
    Publishes: news of borders, entry and exit.
    Evidence: a crawler of 2026 reads the listing (``.list_bd li a``). Not yet seen live.
    """

    # Spider
    name = "nia"

    # NewsSpider
    site_name = "国家移民管理局"
    level = "national"
    evidence = "B 2026"
    family = "mps"
    channels = {
        "移民管理要闻": "https://www.nia.gov.cn/n741435/n741517/index.html",
    }
