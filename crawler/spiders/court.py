from crawler.news_spider import NewsSpider


class Court(NewsSpider):
    """Domain: www.court.gov.cn. Publishes: the court's news, notices and model cases.
    Evidence: 典型案例 and 通知: crawlers of 2026. 要闻: crawlers of 2018 and 2019. Not yet seen live."""

    name = "court"
    site_name = "最高人民法院"
    level = "national"
    evidence = "B 2026"
    news_centre = "https://www.court.gov.cn/"
    channels = {"要闻": "zixun-gengduo-23.html", "通知": "fabu/gengduo/22.html", "典型案例": "zixun/gengduo/104.html"}
