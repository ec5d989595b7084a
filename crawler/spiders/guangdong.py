from crawler.news_spider import NewsSpider


class Guangdong(NewsSpider):
    """Domain: gdga.gd.gov.cn. Publishes: police news and notices; of two columns only the paths are known.
    Evidence: two crawlers of 2026 read the listings, whose page 2 is ``index_2.html``. Not yet seen live."""

    name = "guangdong"
    site_name = "广东省公安厅"
    level = "province"
    province = "广东"
    evidence = "B 2026"
    news_centre = "https://gdga.gd.gov.cn/"
    family = "nfcms"
    channels = {"jwyw": "jwzx/jwyw/index.html", "xwfb": "jmhd/xwfb/index.html", "通知公告": "jwzx/gggs/index.html"}
