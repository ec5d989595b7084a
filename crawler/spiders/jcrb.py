"""正义网."""

from crawler.news_spider import NewsSpider


class Jcrb(NewsSpider):
    """正义网.

    Domain: www.jcrb.com, news.jcrb.com.
    Publishes: the news of the newspaper 检察日报, in 30 columns; six of them here, called by their folders.
    Evidence: the columns: a crawler of 2019, which names none. Not yet seen live.
    """

    # Spider
    name = "jcrb"

    # NewsSpider
    site_name = "正义网"
    level = "national"
    evidence = "B 2019"
    family = "trs"
    channels = {
        "legal/yaowen": "http://www.jcrb.com/legal/yaowen/",
        "legal/dong": "http://www.jcrb.com/legal/dong/",
        "legal/jishi": "http://www.jcrb.com/legal/jishi/",
        "legal/sfgz": "http://www.jcrb.com/legal/sfgz/",
        "procuratorate/highlights": "http://www.jcrb.com/procuratorate/highlights/",
        "gnxw": "http://news.jcrb.com/gnxw/",
    }
