"""中国警察网."""

from crawler.news_spider import NewsSpider


class Cpd(NewsSpider):
    """中国警察网.

    Domain: news.cpd.com.cn, www.cpd.com.cn, 626.cpd.com.cn, jt.cpd.com.cn and others.
    Publishes: the news of the newspaper 人民公安报, in 65 columns on the subdomains; six of them here, called by their
    numbers.
    Evidence: the columns: two crawlers of 2019 and 2020, which name none. The host is cited in 2026. Not yet seen live.
    """

    # Spider
    name = "cpd"

    # NewsSpider
    site_name = "中国警察网"
    level = "national"
    evidence = "B 2020"
    family = "trs"
    channels = {
        "n3559": "http://news.cpd.com.cn/n3559/",
        "n3569": "http://news.cpd.com.cn/n3569/",
        "n3573": "http://news.cpd.com.cn/n3573/",
        "n18151": "http://news.cpd.com.cn/n18151/",
        "n33447855": "http://626.cpd.com.cn/n33447855/",
        "n462015": "http://jt.cpd.com.cn/n462015/",
    }
