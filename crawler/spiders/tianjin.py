from crawler.news_spider import NewsSpider


class Tianjin(NewsSpider):
    """Domain: ga.tj.gov.cn. Publishes: police news, notices on entry and exit.
    Evidence: a crawler of 2026 reads the listings (``li.comItem a``). Not yet seen live."""

    name = "tianjin"
    site_name = "天津市公安局"
    level = "province"
    province = "天津"
    evidence = "B 2026"
    news_centre = "https://ga.tj.gov.cn/"
    family = "trs"
    channels = {"公安要闻": "gaxc/gayw/", "出入境通知": "xxfb/tztg/crj1/"}
