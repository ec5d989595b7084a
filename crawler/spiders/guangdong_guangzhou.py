from crawler.news_spider import NewsSpider


class GuangdongGuangzhou(NewsSpider):
    """Domain: gaj.gz.gov.cn. Publishes: situation reports, notices, cases of fraud (ffzp: only its path is known).
    Evidence: 通知公告 and ffzp: two crawlers of 2026. 情况通报: its listing was opened in 2025. Not yet seen live."""

    name = "guangdong_guangzhou"
    site_name = "广州市公安局"
    level = "city"
    province = "广东"
    evidence = "B 2026"
    news_centre = "https://gaj.gz.gov.cn/"
    family = "nfcms"
    channels = {"情况通报": "gaxw/qktb/", "通知公告": "zwdt/tzgg/index.html", "ffzp": "gaxw/ztbd/ffzp/index.html"}
