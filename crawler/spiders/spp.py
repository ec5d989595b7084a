from crawler.news_spider import NewsSpider


class Spp(NewsSpider):
    """Domain: www.spp.gov.cn. Publishes: the procuratorate's news; of two columns only the paths are known.
    Evidence: a crawler of 2019 reads the listings; articles of 权威发布 until September 2026. Not yet seen live."""

    name = "spp"
    site_name = "最高人民检察院"
    level = "national"
    evidence = "B 2019"
    news_centre = "https://www.spp.gov.cn/spp/"
    family = "trs"
    channels = {"权威发布": "qwfb/index.shtml", "zdgz": "zdgz/index.shtml", "tt": "tt/index.shtml"}
