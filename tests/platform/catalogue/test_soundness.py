"""Manifests of modules that cannot be served are refused, each fault by its name."""

from dataclasses import replace

import pytest

from bocage.catalogue import discovery, soundness
from bocage.catalogue.manifest import Manifest, Page, Permission
from bocage.catalogue.offer import Offer, Prerequisite
from bocage.tenancy import Kind
from bocage.web.classification import UnclassifiedRouteError, refuse_strays

SOUND = Manifest(
    slug="parking",
    title="Stationnement",
    package="bocage.parking",
    permissions=(Permission(key="parking.read", title="Voir"),),
    offer=Offer(icon="blocks", brings=("Des places",)),
)
PAGE = Page(title="x", path="/x/{place}", icon="blocks", permission="home.read", kinds=frozenset(Kind))


def prerequisite(check: str) -> Prerequisite:
    """A prerequisite that names a function."""
    return Prerequisite(key="plan", title="Le plan est là", label="le plan", check=check)


def asking(*found: Prerequisite) -> Offer:
    """An offer that asks for something."""
    return Offer(icon="blocks", brings=(), prerequisites=found)


FAULTS = {
    "its slug": replace(SOUND, slug="Parking !"),
    "a page asks for 'home.read'": replace(SOUND, pages=(PAGE,)),
    "nothing is at 'bocage.nulle.part:plan'": replace(SOUND, offer=asking(prerequisite("bocage.nulle.part:plan"))),
    "nothing is at 'bocage.catalogue.offer:plan'": replace(
        SOUND, offer=asking(prerequisite("bocage.catalogue.offer:plan"))
    ),
    "prerequisite 'plan' declared twice": replace(
        SOUND, offer=asking(*[prerequisite("bocage.lighting.offered:inventory")] * 2)
    ),
    "nothing is at 'bocage.lighting.offered:nothing'": replace(
        SOUND, offer=Offer(icon="blocks", brings=(), figures="bocage.lighting.offered:nothing")
    ),
}


@pytest.mark.parametrize("said", FAULTS)
def test_each_fault_of_a_manifest_is_told_and_nothing_else(said: str) -> None:
    (fault,) = soundness.faults_of(FAULTS[said])
    assert said in fault


def test_installed_modules_and_a_plain_one_are_sound() -> None:
    assert [list(soundness.faults_of(part)) for part in (SOUND, *discovery.modules())] == [
        [] for _ in (SOUND, *discovery.modules())
    ]


@pytest.mark.parametrize("routes", ["bocage.web.statements:ROUTES", "bocage.console.routes:ROUTES"])
def test_a_page_of_a_module_that_a_subscription_would_not_close_is_refused(routes: str) -> None:
    borrowing = replace(SOUND, routes=routes)
    with pytest.raises(UnclassifiedRouteError) as refused:
        refuse_strays([SOUND, borrowing])
    assert len(str(refused.value).splitlines()) == len(discovery.routes_of(borrowing))
