from crawler.news_spider import NewsSpider


class Jilin(NewsSpider):
    """Domain: gat.jl.gov.cn. Publishes: police news and warnings; of the columns only the paths are known.
    Evidence: a crawler of 2018 reads the listings; the host answered in 2026. Not yet seen live."""

    name = "jilin"
    site_name = "吉林省公安厅"
    level = "province"
    province = "吉林"
    evidence = "B 2018"
    news_centre = "http://gat.jl.gov.cn/jmhd/"
    family = "trs"
    channels = {"aqff": "aqff/", "wzzj": "wzzj/", "jfts": "jfts/"}
