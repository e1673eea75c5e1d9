"""The pictures of the README: the product on a temporary folder, looked at by Chromium.

It stands beside the stories and not in the product: it needs the browser of the tests, and nobody installs it.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import httpx
from playwright.sync_api import Page, sync_playwright

from bocage.testing.browser import CHROMIUM, QUIET

FOLDER: Final = Path(__file__).parents[2] / "platform" / "pictures"
PORT: Final = 8123
URL: Final = f"http://127.0.0.1:{PORT}"
HEAVIEST: Final = 150_000
"""Bytes: flat colours compress well, a first screen of 720 pixels stays under it without a palette of its own."""
PATIENCE_SECONDS: Final = 180


@contextmanager
def product() -> Iterator[None]:
    """Run `bocage up --demo` until the block ends."""
    with tempfile.TemporaryDirectory(prefix="bocage-pictures-") as folder:
        environment = {**os.environ, "XDG_DATA_HOME": folder}
        words = [sys.executable, "-c", "from bocage.cli.main import main; main()", "up", "--demo", "--port", str(PORT)]
        process = subprocess.Popen(words, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            wait_for_it(process)
            yield
        finally:
            process.terminate()
            process.wait()


def wait_for_it(process: "subprocess.Popen[bytes]") -> None:
    """Wait until the product answers, as long as it lives."""
    until = time.monotonic() + PATIENCE_SECONDS
    with httpx.Client(trust_env=False) as client:
        while time.monotonic() < until and process.poll() is None:
            try:
                if client.get(f"{URL}/health/ready").status_code == httpx.codes.OK:
                    return
            except httpx.TransportError:
                time.sleep(0.5)
    raise SystemExit("The product did not start.")


def take(page: Page, name: str) -> None:
    """Write the first screen of a page."""
    page.wait_for_load_state("networkidle")
    path = FOLDER / f"{name}.png"
    page.screenshot(path=path)
    size = path.stat().st_size
    print(f"{path.relative_to(FOLDER.parents[1])}: {size} octets")
    if size > HEAVIEST:
        raise SystemExit(f"{path.name} weighs more than {HEAVIEST} bytes.")


def main() -> None:
    """Take both pictures."""
    FOLDER.mkdir(exist_ok=True)
    with product(), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=[*QUIET, "--lang=fr-FR"])
        page = browser.new_page(viewport={"width": 1360, "height": 720}, locale="fr-FR", color_scheme="light")
        page.goto(URL)
        page.get_by_role("button", name="Entrer comme Karim Bessonat").click()
        take(page, "bureau")
        page.context.clear_cookies()
        page.goto(URL)
        page.get_by_role("button", name="Entrer comme Nadège Coursac").click()
        take(page, "commune")
        browser.close()


if __name__ == "__main__":
    main()
