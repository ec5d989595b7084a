from crawler.news_spider import NewsSpider


class Ccdi(NewsSpider):
    """Domain: www.ccdi.gov.cn. Publishes: news of discipline inspection; of the column only the path is known.
    Evidence: a crawler of 2026 reads the listing; 100 saved articles of 2022 and 2023. A captcha was met in 2025.
    Not yet seen live."""

    name = "ccdi"
    site_name = "中央纪委国家监委网站"
    level = "national"
    evidence = "B 2026"
    family = "trs"
    channels = {"yaowenn": "https://www.ccdi.gov.cn/yaowenn/"}
