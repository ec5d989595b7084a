from crawler.news_spider import NewsSpider


class ZhejiangWenzhouJiaojing(NewsSpider):
    """Domain: wzjj.wenzhou.gov.cn. Publishes: news of the traffic police; of the column only the number is known.
    Evidence: a crawler of 2026 reads the listing (``.page-content li``). Not yet seen live."""

    name = "zhejiang_wenzhou_jiaojing"
    site_name = "温州交警网"
    level = "city"
    province = "浙江"
    evidence = "B 2026"
    channels = {"col1475904": "https://wzjj.wenzhou.gov.cn/col/col1475904/index.html"}
