"""A path kept and read back, and the names of what it asks."""

from dataclasses import replace
from datetime import date

import pytest

from bocage.joining.context import Context
from bocage.joining.facts import NOTHING
from bocage.joining.path import Parcours, Path, Stage
from bocage.joining.refusals import StoredRefusal
from bocage.joining.state import state_of
from bocage.joining.stored import from_json, to_json

from .a_dossier import CONTEXT, CONVENTION, MAP, path

TODAY = date(2026, 11, 23)
TRIAL = path(stage=Stage.DEMONSTRATEUR)


def test_the_deed_on_data_follows_who_answers_for_them() -> None:
    told = [
        next(step.label for step in state_of(on, NOTHING, CONTEXT, TODAY).steps if step.key == "acte_rgpd")
        for on in (CONVENTION, path(Parcours.OPTION), path(Parcours.OPTION, stage=Stage.DEMONSTRATEUR))
    ]
    assert told == [
        "Contrat de sous-traitance des données",
        "Responsabilité des données",
        "Contrat de sous-traitance des données",
    ]


def test_a_path_and_its_context_are_stored_and_read_back() -> None:
    context = replace(CONTEXT, prealables=(MAP,))
    assert from_json(Path, to_json(TRIAL)) == TRIAL
    assert from_json(Context, to_json(context)) == context
    with pytest.raises(StoredRefusal):
        from_json(Path, {"parcours": "option"})
