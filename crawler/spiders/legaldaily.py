"""法治网."""

from crawler.news_spider import NewsSpider


class Legaldaily(NewsSpider):
    """法治网.

    Domain: www.legaldaily.com.cn.
    Publishes: the news of the newspaper 法治日报, in more than 130 columns; six of them here, called by their numbers.
    Evidence: the columns: a crawler of 2019, which names none. Articles of the host from 2026. Not yet seen live.
    """

    # Spider
    name = "legaldaily"

    # NewsSpider
    site_name = "法治网"
    level = "national"
    evidence = "B 2019"
    channels = {
        "node_100191": "http://www.legaldaily.com.cn/index_article/node_100191.htm",
        "node_81120": "http://www.legaldaily.com.cn/zfzz/node_81120.htm",
        "node_81121": "http://www.legaldaily.com.cn/zfzz/node_81121.htm",
        "node_81122": "http://www.legaldaily.com.cn/zfzz/node_81122.htm",
        "node_81127": "http://www.legaldaily.com.cn/zfzz/node_81127.htm",
        "node_81131": "http://www.legaldaily.com.cn/zfzz/node_81131.htm",
    }
