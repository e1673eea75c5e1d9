"""Forms that no page of ours sent: without an origin, from another site, without a token, with another's."""

from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bocage.identity.csrf import FIELD
from bocage.testing.isolation.calls import Call, Expected
from bocage.testing.isolation.digests import Watch

if TYPE_CHECKING:
    from bocage.testing.isolation.routes import Walk

REFUSED: Final = 403
NOT_HERE: Final = 404
ELSEWHERE: Final = "https://ailleurs.test"


async def forged(walk: "Walk", everything: Iterable[Call]) -> AsyncIterator[str]:
    """Forge every writing route once as somebody who may use it, and without a session."""
    watch = Watch(walk.superuser, walk.tables)
    for call in forgeable(everything):
        for what, forgery, headers in forgeries(walk, call):
            response = await walk.ask(forgery, **headers)
            if not is_refused(call, response.status_code):
                yield f"{call} {what}: {response.status_code} instead of a refusal"
    for table, tenant in watch.changed():
        yield f"a forged form changed {table} of tenant {tenant}"


def is_refused(call: Call, status: int) -> bool:
    """Tell whether a forgery got nothing; a door that is shut in this installation does not even look at the form."""
    return status == REFUSED or (call.expected is Expected.OPEN and status == NOT_HERE)


def forgeable(everything: Iterable[Call]) -> Iterator[Call]:
    """The first permitted writing of each route, signed in and not."""
    done: set[tuple[str, str, bool]] = set()
    for call in everything:
        key = (call.method, call.route, call.inhabitant is None)
        permitted = call.expected not in {Expected.ABSENT, Expected.FORBIDDEN}
        if call.writes and not call.machine and permitted and key not in done:
            done.add(key)
            yield call


def forgeries(walk: "Walk", call: Call) -> Iterator[tuple[str, Call, dict[str, str]]]:
    """The ways to forge a form: what they are, the request, its headers."""
    yield "without an origin", call, {"Origin": ""}
    yield "from another site", call, {"Origin": ELSEWHERE}
    yield "from a sibling site", call, {"Origin": "", "Sec-Fetch-Site": "same-site"}
    someone = call.inhabitant
    if someone is not None:
        other = next(each for each in walk.world.inhabitants if each.person != someone.person)
        yield "without a token", replace(call, inhabitant=replace(someone, form={})), {}
        theirs = replace(someone, form={FIELD: other.form[FIELD]})
        yield "with another's token", replace(call, inhabitant=theirs), {}
