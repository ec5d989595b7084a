"""温州交警网."""

from crawler.news_spider import NewsSpider


class ZhejiangWenzhouJiaojing(NewsSpider):
    """温州交警网.

    Domain: wzjj.wenzhou.gov.cn.
    Publishes: news of the traffic police; the column is called by its number.
    Evidence: a crawler of 2026 reads the listing (``.page-content li``). Not yet seen live.
    """

    # Spider
    name = "zhejiang_wenzhou_jiaojing"

    # NewsSpider
    site_name = "温州交警网"
    level = "city"
    province = "浙江"
    evidence = "B 2026"
    channels = {
        "col1475904": "https://wzjj.wenzhou.gov.cn/col/col1475904/index.html",
    }
