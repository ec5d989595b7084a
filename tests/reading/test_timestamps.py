"""Printed times: every form that was seen, what is refused, and any time printed in any form."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.reading.timestamps import CHINA, timestamp

RETRIEVED = datetime(2022, 1, 15, 9, 0, tzinfo=CHINA)

# printed, ISO form without the zone, precision
FORMS = [
    ("2022/1/14 0:00:00", "2022-01-14T00:00:00", "day"),  # C#
    ("2022-01-14 00:00", "2022-01-14T00:00:00", "day"),
    ("2022/1/14 16:05:09", "2022-01-14T16:05:09", "second"),
    ("2022年1月14日 08:30", "2022-01-14T08:30:00", "minute"),
    ("2022 年 1 月 14 日 08:30", "2022-01-14T08:30:00", "minute"),
    ("2022年01月14日08时30分", "2022-01-14T08:30:00", "minute"),
    ("2022年1月14日8点5分", "2022-01-14T08:05:00", "minute"),
    ("2022.1.14", "2022-01-14T00:00:00", "day"),
    ("2020年02月18日 09∶15", "2020-02-18T09:15:00", "minute"),  # U+2236
    ("2020年02月18日　09：15", "2020-02-18T09:15:00", "minute"),
    ("2019-07-02 10:04:47星期二", "2019-07-02T10:04:47", "second"),
    ("2024年10月17日 星期四 08:03", "2024-10-17T08:03:00", "minute"),
    ("2024年10月17日（星期四）08:03", "2024-10-17T08:03:00", "minute"),
    ("2019-07-30 05-04-47", "2019-07-30T05:04:47", "second"),
    ("2019-08-06 10:47:17.0", "2019-08-06T10:47:17", "second"),
    ("2022-05-07  07:05 ", "2022-05-07T07:05:00", "minute"),
    ("2022-01-1408:30", "2022-01-14T08:30:00", "minute"),  # day and clock in two nodes
    ("2022-01-14T08:30:00+08:00", "2022-01-14T08:30:00", "second"),
    ("2022-01-14T00:30:00Z", "2022-01-14T08:30:00", "second"),
    ("2022-01-14T00:30:00+0000", "2022-01-14T08:30:00", "second"),
    ("2022-1-14 下午3:20", "2022-01-14T15:20:00", "minute"),
    ("2022-1-14 上午11:20", "2022-01-14T11:20:00", "minute"),
    ("[2018-01-01]", "2018-01-01T00:00:00", "day"),
    ("(2018-01-01)", "2018-01-01T00:00:00", "day"),
    ("18-12-24", "2018-12-24T00:00:00", "day"),
    ("06年1月13日 16:05:27", "2006-01-13T16:05:27", "second"),
    ("99/12/24 08:30", "1999-12-24T08:30:00", "minute"),
    ("20220114", "2022-01-14T00:00:00", "day"),
    ("20220114083005", "2022-01-14T08:30:05", "second"),
    ("2024 07 / 22 14:52:26", "2024-07-22T14:52:26", "second"),  # Xinhua
    ("2024\n07/22\n14:52:26", "2024-07-22T14:52:26", "second"),
    ("２０２２－０１－１４ ０８：３０", "2022-01-14T08:30:00", "minute"),
    ("1642123800", "2022-01-14T09:30:00", "second"),
    ("1642123800000", "2022-01-14T09:30:00", "second"),
    ("发布时间：2022-01-14 08:30 来源：警视", "2022-01-14T08:30:00", "minute"),
    ("2022-02-30，应为2022-03-01", "2022-03-01T00:00:00", "day"),  # no calendar has the first
    ("2022-01-14 08:30-09:30", "2022-01-14T08:30:00", "minute"),
]

RELATIVE = [
    ("3小时前", "2022-01-15T06:00:00", "minute"),
    ("5分钟前", "2022-01-15T08:55:00", "minute"),
    ("刚刚", "2022-01-15T09:00:00", "minute"),
    ("2天前", "2022-01-13T00:00:00", "day"),
    ("昨天 08:30", "2022-01-14T08:30:00", "minute"),
    ("前天", "2022-01-13T00:00:00", "day"),
    ("今天 07:00", "2022-01-15T07:00:00", "minute"),
    ("01-14", "2022-01-14T00:00:00", "day"),
    ("01-16 10:00", "2021-01-16T10:00:00", "minute"),
    ("12月24日", "2021-12-24T00:00:00", "day"),
    ("4月20日 18:10", "2021-04-20T18:10:00", "minute"),
]

REFUSED = [
    "", "2022年1月", "14/01/2022", "08:30", "2022-13-01", "2022-00-10", "2022-02-30", "010-53351827", "010-1234567 转 2022",
    "警情通报第2022号", "1.2.3", "2022", "共2022-1页", "滇ICP备2022011号", "192.168.1.14", "100-12-24", "3个月前", "99999999", "1234567890123456",
    "第2022-01号", "2022-1-14-5",
]  # fmt: skip


@pytest.mark.parametrize(("printed", "iso", "precision"), FORMS)
def test_form(printed: str, iso: str, precision: str) -> None:
    found = timestamp(printed)
    assert found is not None
    assert (found.value.isoformat(), found.precision) == (iso + "+08:00", precision)


@pytest.mark.parametrize(("printed", "iso", "precision"), RELATIVE)
def test_relative_form_counts_from_the_retrieval(printed: str, iso: str, precision: str) -> None:
    found = timestamp(printed, RETRIEVED)
    assert found is not None
    assert (found.value.isoformat(), found.precision) == (iso + "+08:00", precision)


@pytest.mark.parametrize("printed", [row[0] for row in RELATIVE])
def test_relative_form_alone_is_no_time(printed: str) -> None:
    assert timestamp(printed) is None


def test_retrieval_in_another_zone() -> None:
    found = timestamp("昨天 08:30", datetime(2022, 1, 14, 18, 0, tzinfo=timezone(timedelta(0))))
    assert found is not None
    assert found.value.isoformat() == "2022-01-14T08:30:00+08:00"


def test_year_from_elsewhere_wins() -> None:
    found = timestamp("01-14", RETRIEVED, year=2019)
    assert found is not None
    assert found.value.year == 2019


@pytest.mark.parametrize("printed", REFUSED)
def test_no_value_rather_than_a_guess(printed: str) -> None:
    assert timestamp(printed, RETRIEVED) is None


def test_span_of_the_first_time() -> None:
    text = "来源：警视　2022-01-14 08:30　编辑：石敏　2023-01-01"
    found = timestamp(text)
    assert found is not None
    assert text[found.start : found.end] == "2022-01-14 08:30"


MOMENTS = st.datetimes(datetime(1995, 1, 1), datetime(2049, 12, 31))  # noqa: DTZ001  # printed without a zone
PATTERNS = [
    "{0:%Y-%m-%d %H:%M:%S}", "{0.year}/{0.month}/{0.day} {0.hour}:{0:%M:%S}", "{0.year}年{0.month}月{0.day}日 {0:%H:%M:%S}",
    "{0:%Y}年{0:%m}月{0:%d}日{0:%H}时{0:%M}分{0:%S}秒", "{0:%Y.%m.%d}　{0:%H：%M：%S}", "{0:%Y-%m-%dT%H:%M:%S+08:00}",
    "{0:%Y%m%d%H%M%S}", "{0:%Y-%m-%d %H∶%M∶%S}", "{0:%Y-%m-%d} 星期一 {0:%H:%M:%S}", "{0:%Y-%m-%d\u00a0\u00a0%H:%M:%S.0}",
]  # fmt: skip


@given(MOMENTS, st.sampled_from(PATTERNS), st.sampled_from(["", "时间：", "发布时间： ", "[", "来源：警视 "]))
def test_any_time_in_any_form_is_read_back(moment: datetime, pattern: str, before: str) -> None:
    moment = moment.replace(microsecond=0)
    found = timestamp(before + pattern.format(moment) + " 编辑：石敏")
    assert found is not None
    assert found.value == moment.replace(tzinfo=CHINA)
    assert found.precision == ("day" if moment.time().isoformat() == "00:00:00" else "second")


@given(st.text(max_size=200))
def test_any_text_is_read_without_an_error(text: str) -> None:
    found = timestamp(text, RETRIEVED)
    assert found is None or found.value.tzinfo is not None
