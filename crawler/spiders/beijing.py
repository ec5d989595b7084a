"""北京市公安局."""

from crawler.news_spider import NewsSpider


class Beijing(NewsSpider):
    """北京市公安局.

    Domain: gaj.beijing.gov.cn.
    Publishes: police reports, the districts' police news and notices.
    Evidence: two crawlers of 2026 read the listings; articles until July 2026. Not yet seen live.
    """

    # Spider
    name = "beijing"

    # NewsSpider
    site_name = "北京市公安局"
    level = "province"
    province = "北京"
    evidence = "B 2026"
    family = "trs"
    channels = {
        "警务报道": "https://gaj.beijing.gov.cn/xxfb/jwbd/index.html",
        "分局警讯": "https://gaj.beijing.gov.cn/xxfb/fjjx/index.html",
        "通知公告": "https://gaj.beijing.gov.cn/xxfb/tzgg/index.html",
    }
