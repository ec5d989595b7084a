from crawler.news_spider import NewsSpider


class GuizhouTongrenJiaojing(NewsSpider):
    """Domain: jjzd.trs.gov.cn. Publishes: reports of the traffic police; of the column only the path is known.
    Evidence: a crawler of 2026 reads the listing; source and time stand in each article's script. Not yet seen live."""

    name = "guizhou_tongren_jiaojing"
    site_name = "铜仁市公安交管局"
    level = "city"
    province = "贵州"
    evidence = "B 2026"
    family = "trs"
    channels = {"pgt": "http://jjzd.trs.gov.cn/xxgk_500457/pgt/"}
