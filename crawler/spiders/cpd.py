from crawler.news_spider import NewsSpider


class Cpd(NewsSpider):
    """Domain: news.cpd.com.cn, 626.cpd.com.cn. Publishes: 人民公安报's news; four of 65 columns, known by number.
    Evidence: two crawlers of 2019 and 2020 read the listings; the host is cited in 2026. Not yet seen live."""

    name = "cpd"
    site_name = "中国警察网"
    level = "national"
    evidence = "B 2020"
    news_centre = "http://news.cpd.com.cn/"
    family = "trs"
    channels = {"n3559": "n3559/", "n3569": "n3569/", "n18151": "n18151/", "n33447855": "//626.cpd.com.cn/n33447855/"}
