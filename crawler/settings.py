"""Every setting that differs from Scrapy's default, with the default and the reason."""

# The project

BOT_NAME = "jingxun"  # default "scrapybot"
SPIDER_MODULES = ["crawler.spiders"]
NEWSPIDER_MODULE = "crawler.spiders"
COMMANDS_MODULE = (
    "crawler.commands"  # crawl.py there replaces Scrapy's, which exits 0 on a dead site and on a full disk
)

# Our own settings

# Used by crawler.run: a folder a site; a relative one starts where scrapy.cfg lies.
DATA_DIR = "data"
# Used below, in USER_AGENT: an address where the site's keeper can reach you, a mail address or a page.
CONTACT = ""
# Used by crawler.news_spider: a listing that goes on beyond so many pages is reported as endless.
LISTING_MAX_PAGES = 20_000

# Politeness

# default "Scrapy/VERSION (+https://scrapy.org)": an honest name, and whom to ask (-s CONTACT=… through crawler.commands.crawl)
USER_AGENT = "jingxun/0.1 (news archive; Scrapy)"
ROBOTSTXT_OBEY = True  # default False
ROBOTSTXT_USER_AGENT = "jingxun"  # default None, which means the whole USER_AGENT
DOWNLOAD_DELAY = 1  # default 0
CONCURRENT_REQUESTS_PER_DOMAIN = 1  # default 8: one polite connection a host
# default 100: so many tasks are made for each response, a fifth of a crawl's time; no pipeline waits
CONCURRENT_ITEMS = 4
# default 16: what waits in the downloader when a wall ends the run is still asked for
CONCURRENT_REQUESTS = 2
DEFAULT_REQUEST_HEADERS = {  # default Accept-Language: en, which some of these sites answer with another page
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9",
}

# Downloads: what a page may cost

DOWNLOAD_MAXSIZE = 20 * 1024 * 1024  # default 1 GiB; the size after decompression counts too, which stops gzip bombs
DOWNLOAD_WARNSIZE = 8 * 1024 * 1024  # default 32 MiB
DOWNLOAD_TIMEOUT = 60  # default 180 s
RETRY_TIMES = 2  # default 2: said here because the counts of failed rows rest on it
RETRY_GIVE_UP_LOG_LEVEL = "WARNING"  # default "ERROR": a row that fails is counted; it is no fault of the program
REDIRECT_MAX_TIMES = 5  # default 20: these sites redirect once or twice; a loop is told sooner
METAREFRESH_ENABLED = False  # default True: follows to any host; these sites use it for their mobile twins and walls
DEFAULT_DROPITEM_LOG_LEVEL = "INFO"  # default "WARNING": every dropped item is counted by its pipeline

DOWNLOADER_MIDDLEWARES = {
    # Refuses nothing here: it drops requests without a word, and rows that lead elsewhere end `external` before.
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,  # default 50
    # Our own in the places of those whose classes they extend.
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,  # default 100
    "crawler.middlewares.RobotsTxt": 100,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,  # default 550
    "crawler.middlewares.PatientRetry": 550,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,  # default 600
    "crawler.middlewares.SameHostRedirect": 600,
}

# Items

ITEM_PIPELINES = {
    "pipelines.check_article.CheckArticle": 100,  # before the others, who rely on whole articles
    "pipelines.drop_duplicates.DropDuplicates": 200,
    "pipelines.write_jsonl.WriteJsonl": 300,  # last: what reaches it is written
}
EXTENSIONS = {
    "crawler.run.Run": 100,  # the pipelines and the spider report to it
    "crawler.progress.Progress": 200,  # reads Run
}
FEED_EXPORT_ENCODING = "utf-8"  # default None: -O file.json would write \u escapes

# What a crawl shows and opens

LOG_LEVEL = "WARNING"  # default "DEBUG": the whole story is in runs/<run>.log, the summary is printed
LOG_VERSIONS = ["lxml", "Twisted", "Python"]  # default: ten of them
STATS_DUMP = False  # default True: the run's record holds what counts
TELNETCONSOLE_ENABLED = False  # default True: no port is opened for others
REMOTE_CONTROL_ENABLED = False  # default True: it runs posted Python
MEMUSAGE_ENABLED = False  # default True: it only measures; MEMUSAGE_LIMIT_MB can be set with it
WARN_ON_GENERATOR_RETURN_VALUE = False  # default True: it reads each callback's source again and again
