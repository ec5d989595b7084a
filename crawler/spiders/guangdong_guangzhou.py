"""广州市公安局."""

from crawler.news_spider import NewsSpider


class GuangdongGuangzhou(NewsSpider):
    """广州市公安局.

    Domain: gaj.gz.gov.cn.
    Publishes: situation reports, notices and, in ffzp, cases of fraud.
    Evidence: ffzp and 通知公告: two crawlers of 2026. 情况通报: opened in 2025. Not yet seen live.
    """

    # Spider
    name = "guangdong_guangzhou"

    # NewsSpider
    site_name = "广州市公安局"
    level = "city"
    province = "广东"
    evidence = "B 2026"
    family = "nfcms"
    channels = {
        "情况通报": "https://gaj.gz.gov.cn/gaxw/qktb/",
        "通知公告": "https://gaj.gz.gov.cn/zwdt/tzgg/index.html",
        "ffzp": "https://gaj.gz.gov.cn/gaxw/ztbd/ffzp/index.html",
    }
