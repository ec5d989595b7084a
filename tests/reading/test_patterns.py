"""Each pattern of the reader runs in linear time on the worst texts that could be found for it."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time

import pytest

import crawler.reading

MODULES = [
    importlib.import_module(f"crawler.reading.{module.name}")
    for module in pkgutil.iter_modules(crawler.reading.__path__)
]
PATTERNS = {
    f"{module.__name__.rsplit('.', 1)[-1]}.{name}": value
    for module in MODULES
    for name, value in vars(module).items()
    if isinstance(value, re.Pattern)
}
SEEDS = [
    " ", "\n", "中", "中\n ", "0", "1 ", "2022-01-14 ", "2022年", "a", "A", "A ", "<", "<meta ", "<!--", ":", "：", "来源：", "来 源", "编辑", "编辑/", "（", "（记者", "（记者 张三",
    "记者 张三 ", "张三、", "·", "，", "打印", "分享", "上一页", "首页 > ", "位置", "版权", "转载", "凡", "未经", "声明：", "关注", "下载", "扫", "/2022/", "title ", "content-", "trs_",
    "page", "_", "-", ".", "\x1f", "\u00a0", "\u3000", "|", "【", "]", "display:", "font-size:0", "charset=", "text-align", "图", "摄", "\x1f中文\x1f", "\x1f 中文", "中文 ",
]  # fmt: skip
SHORT, REPEATED, ATTEMPTS = 20_000, 4, 3


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS.keys())
def test_time_grows_with_the_length_and_no_faster(pattern: re.Pattern[str] | re.Pattern[bytes]) -> None:
    for seed in SEEDS:
        spent = seconds(pattern, seed, SHORT)
        if spent > 0.004:
            assert any(is_linear(pattern, seed) for _ in range(ATTEMPTS)), f"{seed!r} takes more than linear time"
        assert spent < 0.5, f"{seed!r} takes {spent:.2f} s for {SHORT} characters"


def is_linear(pattern: re.Pattern[str] | re.Pattern[bytes], seed: str) -> bool:
    """Whether twice the text takes less than three times as long; what else runs on the machine can disturb one attempt."""
    spent = seconds(pattern, seed, SHORT)
    return seconds(pattern, seed, 2 * SHORT) < 3 * max(spent, 0.01)


def seconds(pattern: re.Pattern[str] | re.Pattern[bytes], seed: str, length: int) -> float:
    """The shortest of several searches through a seed that is repeated up to a length."""
    text = (seed * (length // len(seed) + 1))[:length]
    best = float("inf")
    for _ in range(REPEATED):
        started = time.process_time()
        if isinstance(pattern.pattern, bytes):
            assert not isinstance(pattern.search(text.encode()), str)
        else:
            pattern.search(text)
            pattern.fullmatch(f"{text}!")
        best = min(best, time.process_time() - started)
        if best < 0.001:
            break
    return best


def test_there_are_patterns_to_test() -> None:
    assert len(PATTERNS) > 40
