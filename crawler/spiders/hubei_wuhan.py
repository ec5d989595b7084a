"""武汉市公安局."""

from crawler.news_spider import NewsSpider


class HubeiWuhan(NewsSpider):
    """武汉市公安局.

    Domain: gaj.wuhan.gov.cn.
    Publishes: police news; the columns are called by their folders.
    Evidence: articles until August 2026; the listings are their folders, as TRS has it, and were not seen. Not yet seen
    live.
    """

    # Spider
    name = "hubei_wuhan"

    # NewsSpider
    site_name = "武汉市公安局"
    level = "city"
    province = "湖北"
    evidence = "B 2026"
    family = "trs"
    channels = {
        "gayw": "https://gaj.wuhan.gov.cn/jmzx/gayw/",
        "jdxw": "https://gaj.wuhan.gov.cn/hjfc/jdxw/",
    }
