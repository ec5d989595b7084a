"""最高人民法院."""

from crawler.news_spider import NewsSpider


class Court(NewsSpider):
    """最高人民法院.

    Domain: www.court.gov.cn.
    Publishes: the court's news, notices and model cases.
    Evidence: 典型案例: a crawler of 2026. 通知公告: opened in 2025. zixun-gengduo-23: a crawler of 2019, which does not name
    it. Not yet seen live.
    """

    # Spider
    name = "court"

    # NewsSpider
    site_name = "最高人民法院"
    level = "national"
    evidence = "B 2026"
    channels = {
        "通知公告": "https://www.court.gov.cn/fabu/gengduo/22.html",
        "典型案例": "https://www.court.gov.cn/zixun/gengduo/104.html",
        "zixun-gengduo-23": "http://www.court.gov.cn/zixun-gengduo-23.html",
    }
