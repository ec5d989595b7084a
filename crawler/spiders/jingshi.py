from crawler.news_spider import NewsSpider


class Jingshi(NewsSpider):
    """Domain: not known; ``-a url=…`` gives the page of its 新闻中心. Publishes: police news, most of it reprinted.
    Evidence: the text of one article of 2022, with 来源, 作者, 时间 and 编辑, as a browser shows it; C# dates speak for
    ASP.NET WebForms. Not yet seen live."""

    name = "jingshi"
    site_name = "警视在线"
    level = "national"
    evidence = "C 2022"
    family = "aspnet"
