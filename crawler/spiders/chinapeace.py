"""中国长安网."""

from crawler.news_spider import NewsSpider


class Chinapeace(NewsSpider):
    """中国长安网.

    Domain: www.chinapeace.gov.cn.
    Publishes: news of the 中央政法委 and of 政法 work; its columns are known by their numbers only.
    Evidence: c100008: a crawler of about 2020. c100007: a link. Articles of both forms from 2021 to 2026. Not yet seen
    live.
    """

    # Spider
    name = "chinapeace"

    # NewsSpider
    site_name = "中国长安网"
    level = "national"
    evidence = "B 2026"
    channels = {
        "c100007": "http://www.chinapeace.gov.cn/chinapeace/c100007/list2020.shtml",
        "c100008": "http://www.chinapeace.gov.cn/chinapeace/c100008/list2020.shtml",
    }
