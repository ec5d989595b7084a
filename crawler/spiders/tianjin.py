"""天津市公安局."""

from crawler.news_spider import NewsSpider


class Tianjin(NewsSpider):
    """天津市公安局.

    Domain: ga.tj.gov.cn.
    Publishes: police news; the column 公安要闻 of it.
    Evidence: a crawler of 2026 reads the listing (``li.comItem a``). Not yet seen live.
    """

    # Spider
    name = "tianjin"

    # NewsSpider
    site_name = "天津市公安局"
    level = "province"
    province = "天津"
    evidence = "B 2026"
    family = "trs"
    channels = {
        "公安要闻": "https://ga.tj.gov.cn/gaxc/gayw/",
    }
