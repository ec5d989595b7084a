from crawler.news_spider import NewsSpider


class Nia(NewsSpider):
    """Domain: www.nia.gov.cn. Publishes: news of borders, entry and exit.
    Evidence: two crawlers of 2026 read the listing (``.list_bd li a``). Not yet seen live."""

    name = "nia"
    site_name = "国家移民管理局"
    level = "national"
    evidence = "B 2026"
    family = "mps"
    channels = {"移民管理要闻": "https://www.nia.gov.cn/n741435/n741517/index.html"}
