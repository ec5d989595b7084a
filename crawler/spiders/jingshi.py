"""警视在线."""

from crawler.news_spider import NewsSpider


class Jingshi(NewsSpider):
    """警视在线, a television column's site: 新闻中心 with 禁毒之窗 and its siblings.

    Domain: not known; give the page of its 新闻中心 with ``-a url=…``.
    Publishes: police news, most of it reprinted from 中国警察网 and others, with 来源, 作者, 时间 and 编辑 on each page.
    Evidence: the text of one article page as a browser shows it; C# dates speak for ASP.NET WebForms. Not yet seen live.
    """

    # Spider
    name = "jingshi"

    # NewsSpider
    site_name = "警视在线"
    level = "national"
    evidence = "C 2022"
    family = "aspnet"
