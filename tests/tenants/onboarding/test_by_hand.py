"""One commune by hand, on a real database: attached, corrected, detached, attached again."""

import pytest

from bocage.onboarding.attachments import attach_one, detach, reattach
from bocage.onboarding.by_hand import TypedRefusal
from bocage.onboarding.corrections import OlderFormRefusal, correct
from bocage.onboarding.desk import Desk
from bocage.onboarding.refusals import OnboardingRefusal
from bocage.tenancy import NotFoundRefusal

from .conftest import founded, rows


async def test_one_commune_by_hand_comes_corrected_leaves_and_comes_back(desk: Desk) -> None:
    done = await attach_one(desk, {"nom": "bard", "contact_nom": "Camille"})
    await correct(desk, done.tenant_id, 1, {"contact_nom": "", "contact_email": "a@b.fr", "vague": "2"})
    (row,) = await rows(
        desk, "select c.version, c.wave, k.name, k.email from commune c join contact k using (tenant_id)"
    )
    assert tuple(row) == (2, "2", None, "a@b.fr")
    await detach(desk, done.tenant_id)
    with pytest.raises(NotFoundRefusal):
        await detach(desk, done.tenant_id)
    assert (await reattach(desk, done.tenant_id)).name == "Bard"
    verbs = [row.verb for row in await rows(desk, f"select verb from journal_entry where tenant_id = {done.tenant_id}")]
    assert sorted(verbs) == ["commune.attached", "commune.attached", "commune.corrected", "commune.detached"]


async def test_a_commune_already_here_is_not_attached_again_by_hand(desk: Desk) -> None:
    await attach_one(desk, {"insee": "42012"})
    with pytest.raises(OnboardingRefusal, match="déjà rattachée"):
        await attach_one(desk, {"insee": "42012"})


async def test_what_is_typed_is_judged_like_a_line(desk: Desk) -> None:
    with pytest.raises(TypedRefusal) as refusal:
        await attach_one(desk, {"insee": "42012", "contact_email": "x", "siret": "1"})
    assert [one.column for one in refusal.value.findings] == ["siret", "contact_email"]


async def test_a_commune_of_another_department_is_attached_by_hand_once_accepted(desk: Desk) -> None:
    await attach_one(desk, {"insee": "42012"})
    with pytest.raises(TypedRefusal, match="hors du département"):
        await attach_one(desk, {"insee": "01004"})
    assert (await attach_one(desk, {"insee": "01004"}, accepts_outside=True)).name == "Ambérieu-en-Bugey"


async def test_a_form_older_than_the_file_is_refused_with_both_values(desk: Desk) -> None:
    done = await attach_one(desk, {"insee": "42012", "vague": "1"})
    await correct(desk, done.tenant_id, 1, {"vague": "2"})
    with pytest.raises(OlderFormRefusal) as refusal:
        await correct(desk, done.tenant_id, 1, {"vague": "3"})
    assert "« 2 »" in refusal.value.sentence.replace("\u00a0", " ")
    assert "« 3 »" in refusal.value.sentence.replace("\u00a0", " ")


async def test_a_tenant_of_another_syndicate_cannot_be_touched(desk: Desk) -> None:
    other = await founded(desk.database, "Un autre syndicat")
    theirs = await attach_one(other, {"insee": "42012"})
    for deed in (
        detach(desk, theirs.tenant_id),
        reattach(desk, theirs.tenant_id),
        correct(desk, theirs.tenant_id, 1, {}),
    ):
        with pytest.raises(NotFoundRefusal):
            await deed
