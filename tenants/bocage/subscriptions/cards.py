"""Every module at one place: what it brings and asks there, whether it is open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.catalogue import discovery
from bocage.catalogue.manifest import Manifest
from bocage.catalogue.offer import Offer
from bocage.subscriptions import words
from bocage.subscriptions.asking import Wish, wishes
from bocage.subscriptions.period import Period, State, current
from bocage.subscriptions.periods import periods_of
from bocage.subscriptions.requirements import Requirement, figures, requirements
from bocage.tenancy import TenantId


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A module at a place; `offer` is None when it says nothing of itself, or is no longer installed."""

    slug: str
    title: str
    installed: bool
    offer: Offer | None
    figures: tuple[str, ...]
    requirements: tuple[Requirement, ...]
    periods: tuple[Period, ...]
    period: Period | None
    state: State | None
    wish: Wish | None

    @property
    def is_held(self) -> bool:
        """Whether a period is under way or to come."""
        return self.state not in {None, State.ENDED}

    @property
    def said(self) -> tuple[str, str]:
        """Its state, as a mood and a word."""
        if self.state is None or (self.state is State.ENDED and self.wish):
            return ("info", "Demandé") if self.wish else ("unknown", "Non ouvert")
        return words.STATES[self.state]

    @property
    def stage(self) -> str:
        """The stage of the period, in a word."""
        return words.STAGES[self.period.stage] if self.period else ""


async def cards(
    connection: AsyncConnection, tenant: TenantId, titles: Mapping[str, str], today: date
) -> tuple[Card, ...]:
    """Read everything of a place by its own eyes; `titles` names modules that were once subscribed to."""
    periods = await periods_of(connection, tenant)
    asked = {wish.module: wish for wish in await wishes(connection, [tenant])}
    installed = {part.slug: part for part in discovery.modules()}
    gone = sorted({one.module for one in periods} - installed.keys())
    there = [await card(connection, tenant, part, periods, today) for part in installed.values()]
    lost = [without_module(slug, titles.get(slug, slug), periods, today) for slug in gone]
    return tuple(replace(one, wish=asked.get(one.slug)) for one in (*there, *lost))


async def card(
    connection: AsyncConnection, tenant: TenantId, part: Manifest, periods: Sequence[Period], today: date
) -> Card:
    """An installed module."""
    own = tuple(one for one in periods if one.module == part.slug)
    period = current(own, today)
    return Card(
        slug=part.slug,
        title=part.title,
        installed=True,
        offer=part.offer,
        figures=await figures(connection, tenant, part.offer),
        requirements=await requirements(connection, tenant, part.offer),
        periods=own,
        period=period,
        state=None if period is None else period.state(today),
        wish=None,
    )


def without_module(slug: str, title: str, periods: Sequence[Period], today: date) -> Card:
    """A module that is no longer installed."""
    own = tuple(one for one in periods if one.module == slug)
    period = current(own, today)
    return Card(
        slug=slug,
        title=title,
        installed=False,
        offer=None,
        figures=(),
        requirements=(),
        periods=own,
        period=period,
        state=None if period is None else period.state(today),
        wish=None,
    )
