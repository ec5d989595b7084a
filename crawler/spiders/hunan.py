"""湖南省公安厅."""

from crawler.news_spider import NewsSpider


class Hunan(NewsSpider):
    """湖南省公安厅.

    Domain: gat.hunan.gov.cn.
    Publishes: police news; the column is called by its folder.
    Evidence: articles of 2022 and 2025; the listing is their folder, as TRS has it, and was itself not seen. Not yet
    seen live.
    """

    # Spider
    name = "hunan"

    # NewsSpider
    site_name = "湖南省公安厅"
    level = "province"
    province = "湖南"
    evidence = "B 2025"
    family = "trs"
    channels = {
        "jqfb": "http://gat.hunan.gov.cn/gat/jwgk/jwzx/jqfb/",
    }
