"""A Chromium for tests: tabs whose console must stay silent, and axe on what they show."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from bocage.web.assets import npm_folder

__all__ = ["CONTRAST", "TAGS", "WIDTHS", "browser", "faults", "quiet_tab", "tab", "with_axe"]

CHROMIUM: Final = Path("/usr/bin/chromium")
QUIET: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
AXE: Final = npm_folder({}) / "axe-core" / "axe.min.js"
TAGS: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "RGAAv4")
CONTRAST: Final = ("color-contrast", "link-in-text-block")
"""The rules whose answer hangs on the mood; the others read the same page in both."""
PATIENCE_MILLISECONDS: Final = 10_000
NOT_OF_OURS: Final = ("Failed to load resource: the server responded", "GPU stall due to ReadPixels")
"""What Chromium says of a page that we refuse, which is the point of the test; and of a map drawn without a GPU."""
WIDTHS: Final = (320, 390, 768, 1360, 1800)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, or none of these tests; under CI its absence is a failure."""
    if not CHROMIUM.exists():
        if os.environ.get("CI") == "true":
            pytest.fail("Chromium is not installed on this machine")
        pytest.skip("Chromium is not installed on this machine")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=str(CHROMIUM), args=[*QUIET, "--lang=fr-FR"])
        yield launched
        launched.close()


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A fresh tab; what its console says of our policy or of our scripts is a failure."""
    yield from quiet_tab(browser)


def quiet_tab(browser: Browser, width: int = 1360) -> Iterator[Page]:
    """Open a tab of its own context, and fail on any word of its console but a page refused on purpose."""
    context = browser.new_context(locale="fr-FR", viewport={"width": width, "height": 900})
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MILLISECONDS)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()
    wrong = [words for words in said if not any(each in words for each in NOT_OF_OURS)]
    if wrong:
        pytest.fail(f"the console says: {wrong}")


def with_axe(page: Page) -> CDPSession:
    """Hand axe to the page by the debugger, since its policy takes no script; return the debugger's session."""
    session = page.context.new_cdp_session(page)
    session.send("Runtime.evaluate", {"expression": AXE.read_text(encoding="utf-8")})
    return session


def faults(page: Page, session: CDPSession | None = None, rules: tuple[str, ...] = TAGS) -> list[dict[str, Any]]:
    """What axe says of the page; `session` is one where axe already is, `rules` are all of a kind: tags or rules."""
    asked = f"axe.run(document, {{runOnly: {json.dumps(rules)}}}).then((found) => JSON.stringify(found.violations))"
    expression = {"expression": asked, "awaitPromise": True, "returnByValue": True}
    answer = (session or with_axe(page)).send("Runtime.evaluate", expression)
    return [
        {"rule": fault["id"], "help": fault["help"], "where": [node["html"][:200] for node in fault["nodes"][:3]]}
        for fault in json.loads(answer["result"]["value"])
    ]
