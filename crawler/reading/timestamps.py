"""Printed times to aware datetimes, without a guess.

One strict table of forms decides. Only relative forms (3小时前, 昨天 08:30), which the table recognises by itself, go to
``dateparser``, against the time at which the page was retrieved. China has one time zone, so every value is +08:00.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import NamedTuple

from crawler.items import TimestampPrecision

#: The time zone of every printed time.
CHINA = timezone(timedelta(hours=8))

#: To find where a relative or yearless time stands, whatever it counts from.
ANY_TIME = datetime(2020, 1, 1, tzinfo=CHINA)

_DAY = re.compile(
    # 2022-01-14 · 2022/1/14 · 2022.1.14 · 2022年1月14日 · 2024 07/22 (Xinhua prints year, month and day in three nodes)
    r"(?<![\d./])(?P<year>(?:19|20)\d\d)(?:\s{0,9}[-/.年]\s{0,9}|\s{1,9})(?P<month>1[0-2]|0?[1-9])"
    r"\s{0,9}[-/.月]\s{0,9}(?P<day>(?:3[01]|[12]\d|0[1-9])(?=\d\d[:：]\d\d)"  # 2022-01-1408:30, two nodes
    r"|(?:3[01]|[12]\d|0?[1-9])(?![\d/]|[.-]\d\d?(?!\d)|\s?月))(?:\s?[日号])?"
    # 20220114 · 20220114083000
    r"|(?<![\d.-])(?P<year8>(?:19|20)\d\d)(?P<month8>0[1-9]|1[0-2])(?P<day8>0[1-9]|[12]\d|3[01])"
    r"(?:(?P<hour8>[01]\d|2[0-3])(?P<minute8>[0-5]\d)(?P<second8>[0-5]\d))?(?![\d.-])"
    # 18-12-24: padded, else it is the number of a document
    r"|(?<![\d./-])(?P<year2>\d\d)(?P<separator2>[-/])(?P<month2>0[1-9]|1[0-2])(?P=separator2)"
    r"(?P<day2>0[1-9]|[12]\d|3[01])(?![\d./-])"
    # 06年1月13日, and nothing of a sentence
    r"|(?<!\S)(?P<year2h>\d\d)年(?P<month2h>1[0-2]|0?[1-9])月(?P<day2h>3[01]|[12]\d|0?[1-9])日(?=\s|$)"
    # 12月24日 · 04-01
    r"|(?<![\d./年-])(?P<month0>1[0-2]|0?[1-9])(?:\s?月\s?(?P<day0>3[01]|[12]\d|0?[1-9])\s?[日号]"
    r"|[-/](?P<day0p>0[1-9]|[12]\d|3[01])(?![\d./-]))"
    # relative forms
    r"|(?P<relative>刚刚|(?<![\d.])\d{1,3}\s?(?:秒钟?|分钟|个?小时|天)\s?[之以]?前|(?:今天|昨天|昨日|前天))"
)
_CLOCK = re.compile(
    r"(?:(?P<iso>T)|[\s,，|]{0,12}(?:[(（\[]?(?:星期|周)[一二三四五六日天][)）\]]?[\s,，|]{0,12})?)"
    r"(?P<half>上午|下午|晚上|凌晨|早上|中午)?\s?(?P<hour>[01]?\d|2[0-3])(?:"
    # 08:30 · 08：30 · 08∶30 (U+2236) · 10:47:17.0
    r"\s?[:：∶︰]\s?(?P<minute>[0-5]?\d)(?!\d)(?:\s?[:：∶︰]\s?(?P<second>[0-5]?\d)(?!\d)(?:\.\d{1,9})?)?"
    # 08时30分 · 8点30分
    r"|\s?[时点]\s?(?P<minute_han>[0-5]?\d)\s?分(?:\s?(?P<second_han>[0-5]?\d)\s?秒)?"
    # 05-04-47
    r"|-(?P<minute_dash>[0-5]\d)-(?P<second_dash>[0-5]\d)(?![\d-]))"
    r"(?P<zone>Z(?![A-Za-z])|[+-][01]\d:?[0-5]\d(?!\d))?"
)
_EPOCH = re.compile(r"\d{10}|\d{13}")
# a text without any of these prints no time: most texts
_SIGN = re.compile(
    r"[0-9０-９刚前今昨](?:(?<=\d)(?:\s{0,9}[-/.年月－／．]\s{0,9}\d|\d\s{1,9}\d|\d{7})"
    r"|(?<=[秒钟时天之以\s]前)|(?<=前)天|(?<=刚)刚|(?<=今)天|(?<=昨)[天日])"
)
_URL_DAY = re.compile(
    r"/t?(?P<y1>20\d\d|19\d\d)(?P<m1>0[1-9]|1[0-2])(?P<d1>0[1-9]|[12]\d|3[01])(?=[/_.-]|$)"
    r"|/(?P<y2>20\d\d|19\d\d)[-/_](?P<m2>1[0-2]|0?[1-9])[-/_](?P<d2>3[01]|[12]\d|0?[1-9])(?=/|_|$)"
    r"|/(?P<y3>20\d\d|19\d\d)(?:[-/](?=\d\d(?:/|\d\d/)))?(?P<m3>0[1-9]|1[0-2])/(?P<d3>0[1-9]|[12]\d|3[01])(?=/)"
    r"|/(?P<y4>20\d\d)/(?P<m4>0[1-9]|1[0-2])(?P<d4>0[1-9]|[12]\d|3[01])/"
)
_URL_YEAR = re.compile(r"/(20\d\d)(?:\d\d)?(?=[/-])")
# how far before the first sign a form begins at most: before the 前 of 100 个小时 之前, before the last digit of a year
_BEFORE_AGO = 9
_BEFORE_DIGIT = 3
_WIDE = re.compile("[０-９－／．]")
_WIDE_DIGITS = {0xFF10 + digit: 0x30 + digit for digit in range(10)} | {0xFF0D: 0x2D, 0xFF0F: 0x2F, 0xFF0E: 0x2E}
_DAYS_BACK = {"今天": 0, "昨天": 1, "昨日": 1, "前天": 2}


class Timestamp(NamedTuple):
    """A time found in a text.

    value: aware, +08:00; what was not printed is zero. precision: ``day``, ``minute`` or ``second``.
    start, end: where it stands in the text.
    """

    value: datetime
    precision: TimestampPrecision
    start: int
    end: int

    def beside(self, text: str) -> int:
        """How many characters of the text are none of the time.

        >>> timestamp("2022-01-14 版").beside("2022-01-14 版")
        2
        """
        return len(text) - (self.end - self.start)


def timestamp(text: str, retrieved_at: datetime | None = None, year: int | None = None) -> Timestamp | None:
    """The first time that the text prints, None where it prints none or only a part of one.

    retrieved_at: aware; when the page was fetched. Relative forms count from it, and a day without a year is taken as
    the last one before it. year: the year of a day without one, where something else tells it (the article's URL).
    Midnight is what content systems print for a day without a clock (``2022/1/14 0:00:00``), so it is a day.

    >>> timestamp("时间：2022/1/14 0:00:00").value.isoformat()
    '2022-01-14T00:00:00+08:00'
    >>> timestamp("2022年1月") is None
    True
    """
    sign = _SIGN.search(text)
    if not sign:
        return None
    if _WIDE.search(text):
        text = text.translate(_WIDE_DIGITS)
    if _EPOCH.fullmatch(text.strip()):
        return _epoch(text)
    before = _BEFORE_AGO if sign[0][0] == "前" else _BEFORE_DIGIT
    for day in _DAY.finditer(text, max(0, sign.start() - before)):
        value = _relative(text, day, retrieved_at) if day["relative"] else _printed(text, day, retrieved_at, year)
        if value is not None:
            return value
    return None


def timestamp_before(text: str, latest: datetime) -> Timestamp | None:
    """The first time that the text prints, a day without a year taken as the last one up to another day.

    latest: aware; a moment after the one that the text prints, such as an update's.

    >>> timestamp_before("12-30 09:20", datetime(2022, 1, 2, tzinfo=CHINA)).value.isoformat()
    '2021-12-30T09:20:00+08:00'
    """
    value = timestamp(text, year=latest.year)
    return timestamp(text, year=latest.year - 1) if value and value.value.date() > latest.date() else value


def _epoch(text: str) -> Timestamp | None:
    """A text that is Unix time and nothing else, in seconds or milliseconds, as the interfaces of gkmlpt give it."""
    digits = text.strip()
    moment = datetime.fromtimestamp(int(digits[:10]), CHINA)
    if not 1990 <= moment.year < 2100:
        return None
    start = text.index(digits)
    return Timestamp(moment, "second", start, start + len(digits))


def _printed(text: str, day: re.Match[str], retrieved_at: datetime | None, year: int | None) -> Timestamp | None:
    month_number = int(day["month"] or day["month8"] or day["month2"] or day["month2h"] or day["month0"])
    day_number = int(day["day"] or day["day8"] or day["day2"] or day["day2h"] or day["day0"] or day["day0p"])
    if day["year2"] or day["year2h"]:
        short = int(day["year2"] or day["year2h"])
        # the web's news pages begin in the nineties; a first number from 50 to 89 is no year of them
        if 50 <= short < 90:
            return None
        printed_year: int | None = short + (1900 if short >= 90 else 2000)
    else:
        printed_year = int(day["year"] or day["year8"] or 0) or None
    if printed_year is None:
        printed_year = year or _last_year(month_number, day_number, retrieved_at)
    midnight = _midnight(printed_year, month_number, day_number)
    if midnight is None:
        return None
    if day["hour8"]:
        moment = midnight.replace(hour=int(day["hour8"]), minute=int(day["minute8"]), second=int(day["second8"]))
        return Timestamp(moment, "second" if moment != midnight else "day", day.start(), day.end())
    return _with_clock(text, midnight, day.start(), day.end())


def _midnight(year: int | None, month: int, day: int) -> datetime | None:
    """The start of a day, None for one that no calendar has (2022-02-30)."""
    if year is None:
        return None
    try:
        return datetime(year, month, day, tzinfo=CHINA)
    except ValueError:
        return None


def _last_year(month: int, day: int, retrieved_at: datetime | None) -> int | None:
    if retrieved_at is None:
        return None
    today = retrieved_at.astimezone(CHINA)
    return today.year if (month, day) <= (today.month, today.day) else today.year - 1


def _with_clock(text: str, midnight: datetime, start: int, end: int) -> Timestamp:
    """The day together with the clock that follows it, if one does."""
    clock = _CLOCK.match(text, end)
    if clock is None:
        return Timestamp(midnight, "day", start, end)
    hour = int(clock["hour"])
    minute = int(clock["minute"] or clock["minute_han"] or clock["minute_dash"])
    second = clock["second"] or clock["second_han"] or clock["second_dash"]
    if (clock["half"] in ("下午", "晚上") and hour < 12) or (clock["half"] == "中午" and hour < 11):
        hour += 12
    moment = midnight.replace(hour=hour, minute=minute, second=int(second or 0))
    if moment == midnight:
        return Timestamp(midnight, "day", start, clock.end())
    zone = clock["zone"] if clock["iso"] else None  # 08:30-09:30 is a span
    if zone and zone != "Z":
        digits = zone[1:].replace(":", "")
        offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
        moment = moment.replace(tzinfo=timezone(-offset if zone[0] == "-" else offset)).astimezone(CHINA)
    elif zone:
        moment = moment.replace(tzinfo=UTC).astimezone(CHINA)
    return Timestamp(moment, "second" if second else "minute", start, clock.end())


def _relative(text: str, day: re.Match[str], retrieved_at: datetime | None) -> Timestamp | None:
    """A time that counts from the moment at which the page was retrieved."""
    if retrieved_at is None:
        return None
    now = retrieved_at.astimezone(CHINA).replace(microsecond=0)
    form = day["relative"]
    if form in _DAYS_BACK:
        midnight = now.replace(hour=0, minute=0, second=0) - timedelta(days=_DAYS_BACK[form])
        return _with_clock(text, midnight, day.start(), day.end())
    moment = _moment(form, now)
    if moment is None:
        return None
    if "天" in form:
        return Timestamp(moment.replace(hour=0, minute=0, second=0), "day", day.start(), day.end())
    return Timestamp(moment.replace(second=0), "minute", day.start(), day.end())


def _moment(form: str, now: datetime) -> datetime | None:
    """What ``dateparser`` says of a relative form, told to count from ``now`` and to guess nothing."""
    import dateparser  # type: ignore[import-untyped]  # 0.2 s to load, wanted by few pages

    settings = {
        "RELATIVE_BASE": now.replace(tzinfo=None),
        "PARSERS": ["relative-time"],
        "REQUIRE_PARTS": ["day", "month", "year"],
    }
    moment = dateparser.parse(form, languages=["zh"], settings=settings)
    return moment.replace(tzinfo=CHINA) if moment else None


def url_day(url: str | None) -> datetime | None:
    """The day in an article's address, the last resort: ``/2022/1/14/``, ``/202201/t20220114_123.html``.

    >>> url_day("http://a.example/xwzx/202201/t20220114_123.html").isoformat()
    '2022-01-14T00:00:00+08:00'
    """
    match = _URL_DAY.search(url or "")
    if not match:
        return None
    year, month, day = (
        next(value for name, value in match.groupdict().items() if name[0] == part and value) for part in "ymd"
    )
    value = timestamp(f"{year}-{month}-{day}")
    return value.value if value else None


def url_year(url: str | None) -> int | None:
    """The year in an article's address: ``/2022/1/14/``, ``/202201/``."""
    day = url_day(url)
    if day:
        return day.year
    match = _URL_YEAR.search(url or "")
    return int(match[1]) if match else None
