"""吉林省公安厅."""

from crawler.news_spider import NewsSpider


class Jilin(NewsSpider):
    """吉林省公安厅.

    Domain: gat.jl.gov.cn.
    Publishes: police news and warnings; the columns are called by their folders.
    Evidence: a crawler of 2018 reads the listings; the host answered in 2026. Not yet seen live.
    """

    # Spider
    name = "jilin"

    # NewsSpider
    site_name = "吉林省公安厅"
    level = "province"
    province = "吉林"
    evidence = "B 2018"
    family = "trs"
    channels = {
        "aqff": "http://gat.jl.gov.cn/jmhd/aqff/",
        "wzzj": "http://gat.jl.gov.cn/jmhd/wzzj/",
        "jfts": "http://gat.jl.gov.cn/jmhd/jfts/",
    }
