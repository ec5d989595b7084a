from crawler.news_spider import NewsSpider


class Chinacourt(NewsSpider):
    """Domain: www.chinacourt.cn, before it www.chinacourt.org. Publishes: news of the courts' cases.
    Evidence: a feed of 2026 reads both listings (``#articleList li``) and meets a wall at times; three older ones read
    them on the old domain, where page 2 is ``/page/2.shtml``. Not yet seen live."""

    name = "chinacourt"
    site_name = "中国法院网"
    level = "national"
    evidence = "B 2026"
    news_centre = "https://www.chinacourt.cn/article/index/id/"
    channels = {"刑事案件": "MzAwNDAwAiPCAAA.shtml", "民事案件": "MzAwNDAwMgCRhAEA.shtml"}
