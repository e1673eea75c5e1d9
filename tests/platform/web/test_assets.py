"""Files of the browser: found, named by their digest, served."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from litestar import Litestar, Request
from litestar.datastructures import State
from litestar.response import Response
from litestar.testing import TestClient

from bocage.tenancy import Refusal
from bocage.web.assets import NPM, PICO, Assets, digest_of, npm_folder
from bocage.web.static import asset

REFERENCE = re.compile(r"url\(\s*[\"']?([^\"')]+)")


def test_the_folder_of_the_packages_may_be_chosen() -> None:
    assert npm_folder({"BOCAGE_ASSETS": "/somewhere/else"}) == Path("/somewhere/else")
    assert npm_folder({}).parts[-2:] == ("assets", "node_modules")


def test_a_missing_package_is_one_sentence_that_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refusal:
        Assets.of(tmp_path)
    assert "BOCAGE_ASSETS" in refusal.value.sentence
    assert str(tmp_path) in refusal.value.sentence


def test_every_file_has_an_address_under_the_one_digest(assets: Assets) -> None:
    for name in assets.files:
        assert assets.url(name) == f"/static/{assets.digest}/{name}"
    with pytest.raises(KeyError):
        assets.url("../secrets.env")


def test_a_change_of_any_file_changes_the_address_of_all(assets: Assets, tmp_path: Path) -> None:
    for place in (*NPM.values(), PICO):
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(npm_folder({}) / place, tmp_path / place)
    assert Assets.of(tmp_path).digest == assets.digest
    (tmp_path / NPM["htmx.js"]).write_text("// another version")
    assert Assets.of(tmp_path).digest != assets.digest


def test_the_digest_sees_a_content_move_from_one_name_to_another(assets: Assets) -> None:
    files = dict(assets.files)
    files["bocage.css"], files["htmx.js"] = files["htmx.js"], files["bocage.css"]
    assert digest_of(files) != assets.digest


def test_the_sheet_is_whole_and_asks_for_nothing_but_served_files(assets: Assets) -> None:
    sheet = assets.files["bocage.css"].content.decode()
    assert "@import" not in sheet
    assert "@charset" not in sheet
    outside = {found for found in REFERENCE.findall(sheet) if not found.startswith("data:")}
    assert outside == {"atkinson-latin.woff2", "atkinson-latin-ext.woff2"}
    assert outside <= set(assets.files)


def test_pico_is_in_the_lowest_layer(assets: Assets) -> None:
    sheet = assets.files["bocage.css"].content.decode()
    layers = re.search(r"@layer ([a-z, ]+);", sheet)
    assert layers is not None
    assert layers[1].split(", ")[0] == "pico"
    assert sheet.index("@layer pico {") < sheet.index("@layer ground {")


def test_no_script_of_ours_evaluates_or_speaks_to_another_host() -> None:
    folder = npm_folder({}).parents[1] / "bocage" / "web" / "scripts"
    for path in folder.glob("*.js"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\beval\b|new Function|innerHTML|https?:|\.style\b|setAttribute\(.style", text), path.name


@pytest.fixture
def client(assets: Assets) -> TestClient[Litestar]:
    return TestClient(
        Litestar(
            route_handlers=[asset],
            state=State({"assets": assets}),
            exception_handlers={Refusal: as_status},
            openapi_config=None,
        )
    )


def as_status(_: Request[Any, Any, Any], refusal: Refusal) -> Response[str]:
    return Response(refusal.sentence, status_code=refusal.status)


def test_a_served_file_is_kept_for_a_year(client: TestClient[Litestar], assets: Assets) -> None:
    answer = client.get(assets.url("bocage.css"))
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/css; charset=utf-8"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("path", ["/static/0000000000000000/bocage.css", "/static/{digest}/tokens.css"])
def test_what_is_not_in_the_list_does_not_exist(client: TestClient[Litestar], assets: Assets, path: str) -> None:
    assert client.get(path.format(digest=assets.digest)).status_code == 404
