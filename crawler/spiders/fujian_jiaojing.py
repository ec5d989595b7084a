from crawler.news_spider import NewsSpider


class FujianJiaojing(NewsSpider):
    """Domain: fjjj.fjsen.com. Publishes: news of the traffic police; of the column only the number is known.
    Evidence: a crawler of 2026 reads the listing, whose page 2 is ``node_305211_2.htm``. Not yet seen live."""

    name = "fujian_jiaojing"
    site_name = "福建交警网"
    level = "province"
    province = "福建"
    evidence = "B 2026"
    channels = {"node_305211": "http://fjjj.fjsen.com/node_305211.htm"}
