from crawler.news_spider import NewsSpider


class Jcrb(NewsSpider):
    """Domain: www.jcrb.com, news.jcrb.com. Publishes: 检察日报's news; four of 30 columns, known by path.
    Evidence: a crawler of 2019 reads the listings. Not yet seen live."""

    name = "jcrb"
    site_name = "正义网"
    level = "national"
    evidence = "B 2019"
    news_centre = "http://www.jcrb.com/legal/"
    family = "trs"
    channels = {"yaowen": "yaowen/", "dong": "dong/", "jishi": "jishi/", "gnxw": "//news.jcrb.com/gnxw/"}
