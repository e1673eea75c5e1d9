"""Real processes killed while a department comes in: nothing half-written, nothing doubled, again and it completes."""

import json
import os
import random
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest

from bocage.database.embedded import SUPERUSER, running
from bocage.testing.accounts import BOCAGE, Account
from bocage.testing.running import Up, eventually, free_port, up
from bocage.testing.site import Visitor

pytestmark = pytest.mark.slow(seconds=500)
COMMUNES = 320
OWN_SIGN_IN = {"OIDC_ISSUER": ""}
LONGEST_START_SECONDS = 180
SHARES = (0.2, 0.5, 0.8, 1.05)
"""When to kill, in shares of the time that the same work takes undisturbed; a little is drawn around each."""
STATE = """
select (select count(*) from commune where wave = %(wave)s),
       (select count(*) from journal_entry where verb = 'commune.corrected' and after::text like %(told)s),
       (select count(*) from file_import where file_name = %(file)s and status = 'confirmed')
"""
WHOLE = """
select (select count(*) from tenant where kind = 'syndicate'), (select count(*) from tenant where kind = 'commune'),
       (select count(distinct insee) from commune),
       (select count(*) from tenant_link join tenant using (tenant_id) where until is null and tenant.kind = 'syndicate'),
       (select count(*) from journal_entry where verb = 'commune.attached')
"""


@dataclass(slots=True)
class Scene:
    """A product at work on a folder, started again when it was killed."""

    account: Account
    stack: ExitStack
    at_work: Up

    def again(self) -> None:
        """Have it answer, whatever was killed."""
        if not eventually_alive(self.at_work):
            self.at_work = self.stack.enter_context(up(self.account, "--demo", **OWN_SIGN_IN))
        assert eventually(self.at_work.ready)

    def asked(self, statement: str, **values: object) -> tuple[Any, ...]:
        """Ask the database, whatever the walls."""
        address = running(self.at_work.folder)
        assert address
        with psycopg.connect(address.url(SUPERUSER).replace("+psycopg", "", 1)) as connection:
            row = connection.execute(statement.encode(), values).fetchone()
        assert row
        return tuple(row)

    def onboard(self, file: Path) -> dict[str, Any]:
        """Bring a file in by the command, to its end."""
        done = self.account.run(*command(self, file))
        assert done.returncode == 0, done.stderr
        told: dict[str, Any] = json.loads(done.stdout)
        return told


def command(scene: Scene, file: Path) -> Sequence[str]:
    """Words of the command line."""
    return (*BOCAGE, "onboard", str(file), "--json", "--data", str(scene.at_work.folder))


def eventually_alive(started: Up) -> bool:
    """Tell whether the server lived through it; a kill is seen at once by who waits for it."""
    time.sleep(0.1)
    return started.process.poll() is None


@pytest.fixture
def scene(oneself: Account) -> Iterator[Scene]:
    """The demonstration department, its 320 communes in."""
    with ExitStack() as stack:
        yield Scene(account=oneself, stack=stack, at_work=stack.enter_context(up(oneself, "--demo", **OWN_SIGN_IN)))


@pytest.fixture
def moments() -> random.Random:
    """Moments drawn from a seed that a failure shows."""
    seed = int(os.environ.get("BOCAGE_SEED", "0")) or random.SystemRandom().randrange(1, 10**6)
    print(f"BOCAGE_SEED={seed}")
    return random.Random(seed)


def a_file(scene: Scene, wave: str) -> Path:
    """Write a file that changes every commune of the department."""
    codes = scene.asked("select array_agg(insee order by insee) from commune")[0]
    assert len(codes) == COMMUNES
    path = scene.account.home / f"{wave}.csv"
    path.write_text("insee;vague\n" + "".join(f"{code};{wave}\n" for code in codes))
    return path


def refuse_half(scene: Scene, wave: str) -> int:
    """Check that all of it is there or nothing is, and return how much."""
    written, journalled, imports = scene.asked(STATE, wave=wave, told=f"%{wave}%", file=f"{wave}.csv")
    assert (written, journalled, imports) in {(0, 0, 0), (COMMUNES, COMMUNES, 1)}
    return int(written)


def completes(scene: Scene, file: Path) -> None:
    """Send the same file again, twice: it completes what is missing, then changes nothing."""
    scene.again()
    already = refuse_half(scene, file.stem)
    assert scene.onboard(file)["updated"] == COMMUNES - already
    assert scene.onboard(file)["identical"] == COMMUNES
    assert scene.asked(WHOLE) == (1, COMMUNES, COMMUNES, COMMUNES, COMMUNES)


def kill_postgres(scene: Scene) -> None:
    """Kill the database's first process."""
    os.kill(scene.at_work.postgres, signal.SIGKILL)


def kill_server(scene: Scene) -> None:
    """Kill `bocage up`."""
    os.kill(scene.at_work.process.pid, signal.SIGKILL)


@pytest.mark.parametrize("kill", [kill_postgres, kill_server, None], ids=["postgresql", "bocage up", "the command"])
def test_a_file_on_the_command_line(scene: Scene, moments: random.Random, kill: Callable[[Scene], None] | None) -> None:
    first = a_file(scene, "undisturbed")
    began = time.monotonic()
    scene.onboard(first)
    takes = time.monotonic() - began
    for number, share in enumerate(SHARES):
        file = a_file(scene, f"trial{number}")
        process = scene.account.start(*command(scene, file))
        time.sleep(takes * moments.uniform(share - 0.15, share + 0.1))
        if kill is None:
            process.kill()
        else:
            kill(scene)
        process.communicate()
        completes(scene, file)


@pytest.mark.parametrize("kill", [kill_postgres, kill_server], ids=["postgresql", "bocage up"])
def test_a_file_confirmed_in_the_browser(scene: Scene, moments: random.Random, kill: Callable[[Scene], None]) -> None:
    takes = confirmed_in(scene, a_file(scene, "undisturbed"))
    for number, share in enumerate(SHARES):
        file = a_file(scene, f"trial{number}")
        confirming = threading.Thread(target=confirm, args=sent(scene, file))
        confirming.start()
        time.sleep(takes * moments.uniform(share - 0.15, share + 0.1))
        kill(scene)
        confirming.join()
        completes(scene, file)


def confirmed_in(scene: Scene, file: Path) -> float:
    """Send and confirm a file undisturbed; return the seconds that the confirmation takes."""
    visitor, page = sent(scene, file)
    began = time.monotonic()
    confirm(visitor, page)
    takes = time.monotonic() - began
    assert refuse_half(scene, file.stem) == COMMUNES
    return takes


def sent(scene: Scene, file: Path) -> tuple[Visitor, str]:
    """Sign in and send a file; return who did and the address of its dry run."""
    visitor = Visitor(f"http://127.0.0.1:{scene.at_work.port}")
    desk = str(visitor.sign_in("karim.bessonat").url.path).removesuffix("/")
    visitor.get(f"{desk}/imports")
    answer = visitor.http.post(
        f"{desk}/imports",
        params={"csrf_token": visitor.csrf_token},
        files={"fichier": (file.name, file.read_bytes(), "text/csv")},
        headers={"Origin": visitor.url, "Sec-Fetch-Site": "same-origin"},
    )
    assert answer.status_code == 303
    return visitor, answer.headers["Location"]


def confirm(visitor: Visitor, page: str) -> None:
    """Confirm what is shown; the server may die meanwhile."""
    try:
        shown = visitor.get(page).text
        plan = shown.split('name="plan" value="', 1)[1].split('"', 1)[0]
        visitor.post(f"{page}/confirmer", plan=plan)
    except (httpx.TransportError, IndexError):
        # Killed under us; the database is asked what became of it.
        return
    finally:
        visitor.http.close()


@pytest.mark.parametrize("founded", [False, True], ids=["PostgreSQL is there", "the syndicate is there"])
def test_a_first_start_killed_is_completed_by_the_next(oneself: Account, moments: random.Random, founded: bool) -> None:  # noqa: FBT001 -- a parameter of pytest
    folder = oneself.home / "bocage"
    words = (*BOCAGE, "up", "--demo", "--port", str(free_port()), "--data", str(folder))
    with oneself.start(*words) as process:
        try:
            wait_for(lambda: is_founded(folder) if founded else running(folder) is not None)
            time.sleep(moments.uniform(0, 0.3))
        finally:
            process.kill()
    with ExitStack() as stack:
        at_work = stack.enter_context(up(oneself, "--demo", **OWN_SIGN_IN))
        assert Scene(account=oneself, stack=stack, at_work=at_work).asked(WHOLE) == (1, *[COMMUNES] * 4)


def wait_for(condition: Callable[[], bool]) -> None:
    """Wait for a moment of a first start, however slow the machine."""
    deadline = time.monotonic() + LONGEST_START_SECONDS
    while not condition():
        if time.monotonic() > deadline:
            pytest.fail("it never came to that")
        time.sleep(0.005)


def is_founded(folder: Path) -> bool:
    """Tell whether a syndicate was committed."""
    address = running(folder)
    if address is None:
        return False
    try:
        with psycopg.connect(address.url(SUPERUSER).replace("+psycopg", "", 1)) as connection:
            return connection.execute("select 1 from tenant").fetchone() is not None
    except psycopg.Error:
        # Not ready yet, or without its tables.
        return False
