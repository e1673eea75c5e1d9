"""The demonstration, loaded once and cloned for each story; a tab as wide as a desk or as a telephone."""

from collections.abc import Iterator
from importlib.metadata import entry_points
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from bocage.communes.load import load_edition
from bocage.database.embedded import EmbeddedServer
from bocage.identity.demonstration import DemonstrationPerson
from bocage.testing.browser import quiet_tab
from bocage.testing.database import FreshDatabase, cloned, dropped
from bocage.testing.loop import run_to_its_end
from bocage.testing.site import Site, running_site
from bocage.web.assets import npm_folder


def loaders() -> list[Any]:
    """What the parts bring to the demonstration, in their order."""
    return [point.load() for point in sorted(entry_points(group="bocage.demonstration"), key=lambda point: point.name)]


def people() -> tuple[DemonstrationPerson, ...]:
    """Who may sign in."""
    return tuple(person for load in loaders() for person in getattr(load, "people", ()))


async def fill(url: str) -> None:
    """Run the loaders."""
    for load in loaders():
        await load(url, "42")


@pytest.fixture(scope="session")
def demonstration(postgres: EmbeddedServer) -> Iterator[FreshDatabase]:
    """The department of the demonstration and its people."""
    fresh = cloned(postgres)
    load_edition(fresh.superuser_url, npm_folder({}))
    run_to_its_end(fill(fresh.url))
    yield fresh
    dropped(postgres, fresh)


@pytest.fixture
def site(postgres: EmbeddedServer, demonstration: FreshDatabase) -> Iterator[Site]:
    """The product on a copy of the demonstration."""
    copy = cloned(postgres, demonstration.name)
    with running_site(copy.url, people()) as running:
        yield running
    dropped(postgres, copy)


@pytest.fixture(params=[1360, 390], ids=["desk", "telephone"])
def tab(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A quiet tab at both widths."""
    yield from quiet_tab(browser, request.param)


@pytest.fixture
def other_tab(browser: Browser) -> Iterator[Page]:
    """The tab of somebody else."""
    yield from quiet_tab(browser)
