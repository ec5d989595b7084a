from crawler.news_spider import NewsSpider


class AnhuiWuhu(NewsSpider):
    """Domain: gaj.wuhu.gov.cn. Publishes: warnings and police news; of the columns only the paths are known.
    Evidence: a crawler of 2026 reads the first pages; ``index_1.html`` is none, the second comes by a script nobody has
    described. Not yet seen live."""

    name = "anhui_wuhu"
    site_name = "芜湖市公安局"
    level = "city"
    province = "安徽"
    evidence = "B 2026"
    news_centre = "https://gaj.wuhu.gov.cn/jwzx/"
    channels = {"jfts": "jfts/index.html", "xwfb": "xwfb/index.html"}
