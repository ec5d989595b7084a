from crawler.news_spider import NewsSpider


class Mps(NewsSpider):
    """Domain: www.mps.gov.cn. Publishes: the ministry's news, warnings and cases.
    Evidence: crawlers of 2019 to 2026 for 工作动态, of 2017 to 2023 for 公安要闻, of 2018 for 警方提示 (articles: 2023).
    加速乐 (521) stands before all pages. Not yet seen live."""

    name = "mps"
    site_name = "公安部"
    level = "national"
    evidence = "B 2026"
    news_centre = "https://www.mps.gov.cn/"
    family = "mps"
    channels = {"公安要闻": "n2253534/n2253535/", "警方提示": "n2253534/n2253543/", "工作动态": "n2254098/n4904352/"}
