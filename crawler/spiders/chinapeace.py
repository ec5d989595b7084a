from crawler.news_spider import NewsSpider


class Chinapeace(NewsSpider):
    """Domain: www.chinapeace.gov.cn. Publishes: news of the 中央政法委; of the columns only the numbers are known.
    Evidence: a crawler of 2026 reads these listings, about 99 rows each, and those of c100013 and c100014; one of about
    2020 reads c100008. Not yet seen live."""

    name = "chinapeace"
    site_name = "中国长安网"
    level = "national"
    evidence = "B 2026"
    news_centre = "http://www.chinapeace.gov.cn/chinapeace/"
    channels = {"c100004": "c100004/index.shtml", "c100007": "c100007/index.shtml", "c100008": "c100008/index.shtml"}
