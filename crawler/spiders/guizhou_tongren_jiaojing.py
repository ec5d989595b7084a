"""铜仁市公安交管局."""

from crawler.news_spider import NewsSpider


class GuizhouTongrenJiaojing(NewsSpider):
    """铜仁市公安交管局.

    Domain: jjzd.trs.gov.cn.
    Publishes: reports of the traffic police; the column is called by its folder.
    Evidence: a crawler of 2026 reads the listing; source and time stand in a script of each article. Not yet seen live.
    """

    # Spider
    name = "guizhou_tongren_jiaojing"

    # NewsSpider
    site_name = "铜仁市公安交管局"
    level = "city"
    province = "贵州"
    evidence = "B 2026"
    family = "trs"
    channels = {
        "pgt": "http://jjzd.trs.gov.cn/xxgk_500457/pgt/",
    }
