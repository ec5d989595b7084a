"""广东省公安厅."""

from crawler.news_spider import NewsSpider


class Guangdong(NewsSpider):
    """广东省公安厅.

    Domain: gdga.gd.gov.cn.
    Publishes: police news and notices; two columns are called by their folders.
    Evidence: two crawlers of 2026 read the listings. Not yet seen live.
    """

    # Spider
    name = "guangdong"

    # NewsSpider
    site_name = "广东省公安厅"
    level = "province"
    province = "广东"
    evidence = "B 2026"
    family = "nfcms"
    channels = {
        "jwyw": "https://gdga.gd.gov.cn/jwzx/jwyw/index.html",
        "xwfb": "https://gdga.gd.gov.cn/jmhd/xwfb/index.html",
        "通知公告": "https://gdga.gd.gov.cn/jwzx/gggs/index.html",
    }
