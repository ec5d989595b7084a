from crawler.news_spider import NewsSpider


class Legaldaily(NewsSpider):
    """Domain: www.legaldaily.com.cn. Publishes: 法治日报's news; three of 130 columns, known by number.
    Evidence: a crawler of 2019 reads the listings; articles of the host from 2026. Not yet seen live."""

    name = "legaldaily"
    site_name = "法治网"
    level = "national"
    evidence = "B 2019"
    news_centre = "http://www.legaldaily.com.cn/zfzz/"
    channels = {"node_81120": "node_81120.htm", "node_81121": "node_81121.htm", "node_81122": "node_81122.htm"}
