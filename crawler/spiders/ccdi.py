"""中央纪委国家监委网站."""

from crawler.news_spider import NewsSpider


class Ccdi(NewsSpider):
    """中央纪委国家监委网站.

    Domain: www.ccdi.gov.cn.
    Publishes: news of discipline inspection; the column is called by its folder.
    Evidence: 100 saved articles of 2022 and 2023; a crawler of 2026 reads the listing. A captcha was met in 2025. Not
    yet seen live.
    """

    # Spider
    name = "ccdi"

    # NewsSpider
    site_name = "中央纪委国家监委网站"
    level = "national"
    evidence = "A 2023"
    family = "trs"
    channels = {
        "yaowenn": "https://www.ccdi.gov.cn/yaowenn/",
    }
