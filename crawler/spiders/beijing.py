from crawler.news_spider import NewsSpider


class Beijing(NewsSpider):
    """Domain: gaj.beijing.gov.cn. Publishes: police reports, the districts' police news and notices.
    Evidence: two crawlers of 2026 read the listings; articles until July 2026. Not yet seen live."""

    name = "beijing"
    site_name = "北京市公安局"
    level = "province"
    province = "北京"
    evidence = "B 2026"
    news_centre = "https://gaj.beijing.gov.cn/xxfb/"
    family = "trs"
    channels = {"警务报道": "jwbd/index.html", "分局警讯": "fjjx/index.html", "通知公告": "tzgg/index.html"}
