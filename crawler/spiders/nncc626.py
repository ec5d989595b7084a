"""中国禁毒网."""

from crawler.news_spider import NewsSpider


class Nncc626(NewsSpider):
    """中国禁毒网.

    Domain: www.nncc626.com.
    Publishes: news of drug control, of the 国家禁毒委员会办公室 and 新华网.
    Evidence: a saved home page of 2015 links to this 新闻中心; a crawler of 2026 starts at the home page. Not yet seen
    live.
    """

    # Spider
    name = "nncc626"

    # NewsSpider
    site_name = "中国禁毒网"
    level = "national"
    evidence = "A 2015"
    news_centre = "http://www.nncc626.com/xwzx.htm"
