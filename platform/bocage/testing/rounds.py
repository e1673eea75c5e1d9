"""Addresses measured in turn, so that what the machine does besides weighs on all of them alike."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPConnection
from statistics import median, quantiles
from typing import Final
from urllib.parse import urlsplit

OK: Final = 200
MILLISECONDS: Final = 1000
PERCENTS: Final = 100
PATIENCE_SECONDS: Final = 60


class UnexpectedAnswerError(RuntimeError):
    """A measured address answered something else than a page: its figure would mean nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What is asked under one name: its addresses, each in turn, the headers sent with them, and what is done before."""

    paths: tuple[str, ...]
    headers: Mapping[str, str] = field(default_factory=dict)
    before: Callable[[], None] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How much is asked: `rounds` times every target, `requests` one after the other, then as many by `at_once`."""

    rounds: int
    requests: int
    at_once: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Durations in milliseconds of requests made one after the other, and requests a second made several at once."""

    requests: int
    p50_ms: float
    p95_ms: float
    per_second: float


def measured(url: str, targets: Mapping[str, Target], plan: Plan) -> dict[str, Figures]:
    """Measure every target in each round; a first request of each address warms what is kept in memory."""
    for target in targets.values():
        asked(url, target, range(len(target.paths)))
    alone: dict[str, list[float]] = {name: [] for name in targets}
    together: dict[str, list[float]] = {name: [] for name in targets}
    for number in range(plan.rounds):
        turn = range(number * plan.requests, (number + 1) * plan.requests)
        for name, target in targets.items():
            alone[name] += asked(url, target, turn)
            together[name].append(rate(url, target, turn, plan.at_once))
    return {name: figures(alone[name], together[name]) for name in targets}


def asked(url: str, target: Target, turn: Iterable[int]) -> list[float]:
    """Ask one after the other on one connection; return the seconds of each, to the last byte."""
    taken = []
    with closing(HTTPConnection(urlsplit(url).netloc, timeout=PATIENCE_SECONDS)) as connection:
        for number in turn:
            path = target.paths[number % len(target.paths)]
            if target.before is not None:
                target.before()
            started = time.perf_counter()
            connection.request("GET", path, headers=dict(target.headers))
            answer = connection.getresponse()
            length = len(answer.read())
            taken.append(time.perf_counter() - started)
            refuse_unexpected(path, answer.status, length)
    return taken


def refuse_unexpected(path: str, status: int, length: int) -> None:
    """Stop at the first answer that is not a page."""
    if status != OK or not length:
        message = f"{path} answered {status} with {length} bytes"
        raise UnexpectedAnswerError(message)


def rate(url: str, target: Target, turn: Sequence[int], at_once: int) -> float:
    """Ask on several connections at once; return requests a second."""
    shares = [turn[start::at_once] for start in range(at_once)]
    started = time.perf_counter()
    with ThreadPoolExecutor(at_once) as pool:
        done = sum(len(taken) for taken in pool.map(lambda share: asked(url, target, share), shares))
    return done / (time.perf_counter() - started)


def figures(seconds: Sequence[float], rates: Sequence[float]) -> Figures:
    """Sum durations and rates up."""
    cut = quantiles(seconds, n=PERCENTS, method="inclusive") if len(seconds) > 1 else list(seconds) * (PERCENTS - 1)
    return Figures(
        requests=len(seconds),
        p50_ms=round(cut[49] * MILLISECONDS, 2),
        p95_ms=round(cut[94] * MILLISECONDS, 2),
        per_second=round(median(rates), 1),
    )
