"""公安部."""

from crawler.news_spider import NewsSpider


class Mps(NewsSpider):
    """公安部.

    Domain: www.mps.gov.cn.
    Publishes: the ministry's news, warnings and cases; 公安要闻, 警方提示 and 工作动态 are its news columns.
    Evidence: 工作动态: crawlers of 2019 to 2026. 公安要闻: crawlers of 2017 to 2023. 警方提示: a crawler of 2018. 加速乐 (521) stands
    before listings and articles. Not yet seen live.
    """

    # Spider
    name = "mps"

    # NewsSpider
    site_name = "公安部"
    level = "national"
    evidence = "B 2026"
    family = "mps"
    channels = {
        "公安要闻": "https://www.mps.gov.cn/n2253534/n2253535/index.html",
        "警方提示": "https://www.mps.gov.cn/n2253534/n2253543/index.html",
        "工作动态": "https://www.mps.gov.cn/n2254098/n4904352/index.html",
    }
