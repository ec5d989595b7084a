"""司法部."""

from crawler.news_spider import NewsSpider


class Moj(NewsSpider):
    """司法部.

    Domain: www.moj.gov.cn.
    Publishes: the ministry's news of justice and 政法 work.
    Evidence: two crawlers and a feed of 2019 and later read the listing. Not yet seen live.
    """

    # Spider
    name = "moj"

    # NewsSpider
    site_name = "司法部"
    level = "national"
    evidence = "B 2019"
    channels = {
        "政法要闻": "http://www.moj.gov.cn/news/node_zfyw.html",
    }
