from crawler.news_spider import NewsSpider


class NingxiaXinwenwang(NewsSpider):
    """Domain: www.nxnews.net. Publishes: the province's news; the column 警界传真 of it.
    Evidence: a crawler of 2025 reads the listing (``#list li``), whose page 2 is ``index_1.html`` or ``index_2.html``.
    Not yet seen live."""

    name = "ningxia_xinwenwang"
    site_name = "宁夏新闻网"
    level = "province"
    province = "宁夏"
    evidence = "B 2025"
    channels = {"警界传真": "https://www.nxnews.net/sh/jjcz/"}
