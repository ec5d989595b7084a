"""最高人民检察院."""

from crawler.news_spider import NewsSpider


class Spp(NewsSpider):
    """最高人民检察院.

    Domain: www.spp.gov.cn.
    Publishes: the procuratorate's news; its columns are called by their folders.
    Evidence: the columns: a crawler of 2019, which names none. Articles of the host from 2022. Not yet seen live.
    """

    # Spider
    name = "spp"

    # NewsSpider
    site_name = "最高人民检察院"
    level = "national"
    evidence = "B 2019"
    family = "trs"
    channels = {
        "qwfb": "https://www.spp.gov.cn/spp/qwfb/index.shtml",
        "zdgz": "https://www.spp.gov.cn/spp/zdgz/index.shtml",
        "tt": "https://www.spp.gov.cn/spp/tt/index.shtml",
    }
