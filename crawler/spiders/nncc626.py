from crawler.news_spider import NewsSpider


class Nncc626(NewsSpider):
    """Domain: www.nncc626.com. Publishes: news of drug control, of the 国家禁毒委员会办公室 and 新华网.
    Evidence: a saved home page of 2015 links to this 新闻中心, a crawler of about 2017 follows such links, one of 2026
    starts at the home page. Not yet seen live."""

    name = "nncc626"
    site_name = "中国禁毒网"
    level = "national"
    evidence = "B 2017"
    news_centre = "http://www.nncc626.com/xwzx.htm"
