from crawler.news_spider import NewsSpider


class Moj(NewsSpider):
    """Domain: www.moj.gov.cn. Publishes: news of justice and 政法 work; of the column only the path is known.
    Evidence: two crawlers of 2026 read the listing, whose page 2 is ``index_1.html``; a redirect sets a cookie first.
    The listing of 2019, 政法要闻 at /news/node_zfyw.html, is of the site before this one. Not yet seen live."""

    name = "moj"
    site_name = "司法部"
    level = "national"
    evidence = "B 2026"
    family = "trs"
    channels = {"xwyw": "https://www.moj.gov.cn/pub/sfbgw/gwxw/xwyw/"}
