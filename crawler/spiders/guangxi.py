"""广西壮族自治区公安厅."""

from crawler.news_spider import NewsSpider


class Guangxi(NewsSpider):
    """广西壮族自治区公安厅.

    Domain: gat.gxzf.gov.cn.
    Publishes: police news; the column is called by its folder.
    Evidence: an article cited in 2026; the listing is its folder, as TRS has it, and was itself not seen. Not yet seen
    live.
    """

    # Spider
    name = "guangxi"

    # NewsSpider
    site_name = "广西壮族自治区公安厅"
    level = "province"
    province = "广西"
    evidence = "B 2026"
    family = "trs"
    channels = {
        "gayw": "https://gat.gxzf.gov.cn/jwzx/gayw/",
    }
