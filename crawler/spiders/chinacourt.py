"""中国法院网."""

from crawler.news_spider import NewsSpider


class Chinacourt(NewsSpider):
    """中国法院网.

    Domain: www.chinacourt.org.
    Publishes: news of the courts; the column 审判 of it.
    Evidence: three crawlers read the listing, whose page 2 is ``/page/2.shtml``; a list of links of 2019 names it. Not
    yet seen live.
    """

    # Spider
    name = "chinacourt"

    # NewsSpider
    site_name = "中国法院网"
    level = "national"
    evidence = "B 2019"
    channels = {
        "审判": "https://www.chinacourt.org/article/index/id/MzAwNDAwMgCRhAEA.shtml",
    }
