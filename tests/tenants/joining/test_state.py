"""What a page shows of a path."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bocage.joining.acts import Act, Author
from bocage.joining.approvals import Role
from bocage.joining.context import Context
from bocage.joining.demonstrateur import Demonstrateur, Opening
from bocage.joining.facts import (
    NOTHING,
    Facts,
    Mark,
    Suspension,
    opened,
    provided,
    with_act,
    with_approval,
    with_mark,
    with_withdrawal,
)
from bocage.joining.path import Holder, Parcours, Perimetre, Stage, Trait, Variant
from bocage.joining.phase import Phase
from bocage.joining.refusals import JoiningRefusal
from bocage.joining.state import PathState, state_of
from bocage.joining.statuses import Status
from bocage.joining.steps import STEPS
from bocage.joining.stored import from_json
from bocage.joining.tables import PATHS, REPRISE, THEN, WHERE_THEY_APPLY, steps_of
from bocage.joining.words import WORDS

from .a_dossier import (
    COMPLETE,
    CONTEXT,
    CONVENTION,
    EFFECT,
    FERME,
    MAP,
    OUVERT,
    WITHOUT_APPROVALS,
    approval,
    enter,
    path,
    plain,
    vote,
    yes_of_both,
)

TODAY = date(2026, 11, 23)


def sentences(state: PathState) -> dict[str, str]:
    return {one.step: plain(one.sentence) for one in state.missing}


def test_every_step_of_the_tables_has_words_and_a_place() -> None:
    placed = {key for keys in PATHS.values() for key in keys} | {
        *WHERE_THEY_APPLY,
        *THEN,
        *REPRISE,
        "acte_demonstrateur",
    }
    assert set(STEPS) == set(WORDS) == placed


def test_a_path_that_nobody_began_is_an_interest() -> None:
    state = state_of(CONVENTION, NOTHING, CONTEXT, TODAY)
    assert state.phase is Phase.INTERESSEE
    assert plain(state.counted) == "0 étape sur 11 est terminée"
    assert sentences(state)["accord_dsi"] == "Il manque l’accord d’Inès Grangeneuve, DSI mutualisée."


def test_steps_are_counted_and_what_blocks_stands_apart() -> None:
    context = replace(CONTEXT, prealables=(MAP,))
    state = state_of(CONVENTION, WITHOUT_APPROVALS, context, TODAY)
    assert plain(state.counted) == "7 étapes sur 12 sont terminées"
    assert [one.step for one in state.blocking] == ["prealables", "accord_commune", "accord_dsi"]
    assert [one.step for one in state.to_follow] == ["dpo"]
    assert sentences(state)["prealables"] == "Il manque la couche cartographique. À fournir par la mairie."
    assert "prealables" not in sentences(
        state_of(CONVENTION, provided(WITHOUT_APPROVALS, "map", TODAY), context, TODAY)
    )


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (Act(author=Author.CONSEIL), "Il manque la délibération qui autorise le maire à signer."),
        (
            Act(author=Author.CONSEIL, adopted_on=TODAY),
            "La délibération n’est pas encore transmise. À transmettre à la préfecture ou à la sous-préfecture par le secrétariat.",
        ),
        (
            Act(author=Author.CONSEIL, adopted_on=TODAY, received_on=TODAY),
            "La délibération n’est pas encore exécutoire : il manque la publication.",
        ),
    ],
)
def test_an_act_says_what_it_lacks(act: Act, sentence: str) -> None:
    state = state_of(CONVENTION, with_act(NOTHING, "autorisation_de_signer", act), CONTEXT, TODAY)
    assert sentences(state)["autorisation_de_signer"].startswith(sentence)


def test_a_transmission_is_due_eight_days_after_the_meeting() -> None:
    facts = with_act(NOTHING, "autorisation_de_signer", Act(author=Author.CONSEIL, adopted_on=date(2026, 11, 2)))
    state = state_of(CONVENTION, facts, CONTEXT, TODAY)
    missing = next(one for one in state.missing if one.step == "autorisation_de_signer")
    assert (missing.since, missing.due) == (date(2026, 11, 2), date(2026, 11, 10))
    assert state.phase is Phase.BLOQUEE


def test_one_signature_is_missing() -> None:
    act = Act(author=Author.MAIRE, signed_on=date(2026, 10, 30))
    state = state_of(CONVENTION, with_act(WITHOUT_APPROVALS, "convention", act), CONTEXT, TODAY)
    assert sentences(state)["convention"] == (
        "Il manque la signature du président. À signer, puis à déposer par le syndicat."
    )


def test_an_approval_of_a_record_that_changed_is_refused() -> None:
    answer = approval(CONVENTION, WITHOUT_APPROVALS, TODAY)
    changed = with_mark(WITHOUT_APPROVALS, "annexe_securite", Mark(done_on=TODAY, document_sha256="f" * 64))
    with pytest.raises(JoiningRefusal, match="Le dossier a changé"):
        enter(changed, with_approval(changed, "accord_dsi", answer), CONVENTION)


def test_a_record_that_changes_asks_for_the_approval_again() -> None:
    changed = with_mark(COMPLETE, "annexe_securite", Mark(done_on=TODAY, document_sha256="f" * 64))
    state = state_of(CONVENTION, changed, CONTEXT, EFFECT)
    assert not state.may_open
    assert sentences(state)["accord_dsi"].startswith("Le dossier a changé depuis l’accord du 18 novembre 2026.")


@pytest.mark.parametrize(
    ("step", "told", "why"),
    [
        ("accord_commune", {"role": Role.CHARGE_AFFAIRES}, "par le maire"),
        ("accord_commune", {"role": Role.DSI_MUTUALISEE}, "par le maire"),
        ("accord_dsi", {"role": Role.MAIRE, "advice_on": TODAY}, "revient à la DSI"),
        ("accord_dsi", {"yes": False}, "porte un motif"),
        ("accord_dsi", {"by": "karim"}, "par une autre personne"),
        ("interlocuteurs", {}, "n’est pas un accord"),
    ],
)
def test_an_approval_is_given_by_who_may_on_the_documents_of_others(step: str, told: dict[str, Any], why: str) -> None:
    facts = with_mark(WITHOUT_APPROVALS, "annexe_securite", Mark(done_on=TODAY, produced_by="karim"))
    answer = approval(CONVENTION, facts, TODAY, **told)
    with pytest.raises(JoiningRefusal, match=why):
        enter(facts, with_approval(facts, step, answer), CONVENTION)


def test_the_mayor_accepts_security_after_advice_where_there_is_no_dsi() -> None:
    alone = replace(CONTEXT, dsi=frozenset())
    answer = approval(CONVENTION, WITHOUT_APPROVALS, TODAY, context=alone, role=Role.MAIRE)
    with pytest.raises(JoiningRefusal, match="après un avis"):
        enter(WITHOUT_APPROVALS, with_approval(WITHOUT_APPROVALS, "accord_dsi", answer), CONVENTION, alone)
    advised = with_approval(WITHOUT_APPROVALS, "accord_dsi", replace(answer, advice_on=TODAY))
    assert enter(WITHOUT_APPROVALS, advised, CONVENTION, alone) == advised


def test_a_refused_approval_blocks_with_its_reason() -> None:
    no = approval(CONVENTION, WITHOUT_APPROVALS, TODAY, yes=False, reason="les flux ne sont pas décrits")
    state = state_of(CONVENTION, with_approval(WITHOUT_APPROVALS, "accord_dsi", no), CONTEXT, TODAY)
    assert state.phase is Phase.BLOQUEE
    assert "refuse : les flux ne sont pas décrits." in sentences(state)["accord_dsi"]


def test_an_act_withdrawn_by_another_is_missing_again() -> None:
    withdrawn = with_withdrawal(COMPLETE, "decision_syndicat", vote(date(2026, 11, 20), author=Author.COMITE))
    assert not state_of(CONVENTION, withdrawn, CONTEXT, EFFECT).may_open
    again = with_act(withdrawn, "decision_syndicat", vote(date(2026, 11, 24), author=Author.COMITE))
    assert "decision_syndicat" not in sentences(state_of(CONVENTION, again, CONTEXT, EFFECT))


def test_what_is_open_may_be_suspended_end_and_leave() -> None:
    served = enter(COMPLETE, opened(COMPLETE, Stage.PRODUCTION, EFFECT), CONVENTION)
    cut = replace(served, suspension=Suspension(from_on=EFFECT, until_on=date(2027, 1, 31), reason="travaux"))
    state = state_of(CONVENTION, cut, CONTEXT, date(2027, 1, 31))
    assert (state.phase, plain(state.access)) == (
        Phase.SUSPENDUE,
        "Accès suspendu jusqu’au 31 janvier 2027 : travaux. La convention reste en vigueur.",
    )
    assert state_of(CONVENTION, cut, CONTEXT, date(2027, 2, 1)).phase is Phase.EN_SERVICE
    over = state_of(CONVENTION, served, CONTEXT, date(2030, 12, 1))
    assert (over.phase, sentences(over)["echue"][:45]) == (Phase.ECHUE, "La convention a pris fin le 30 novembre 2030.")
    left = replace(served, left_on=date(2028, 1, 1))
    assert state_of(CONVENTION, left, CONTEXT, date(2028, 1, 1)).phase is Phase.SORTIE


def test_a_renewal_is_asked_six_months_before_the_end() -> None:
    asked = [
        "echue" in sentences(state_of(CONVENTION, COMPLETE, CONTEXT, day))
        for day in (date(2030, 5, 30), date(2030, 5, 31))
    ]
    assert asked == [False, True]


TRIAL = path(stage=Stage.DEMONSTRATEUR)
TRIED = Facts(
    acts={"acte_demonstrateur": Act(author=Author.MAIRE, signed_on=date(2026, 11, 2))},
    marks={step: Mark(done_on=TODAY) for step in ("acte_rgpd", "interlocuteurs")},
    trial=Demonstrateur(opening=Opening.LETTRE, begins_on=EFFECT, months=6),
)


def test_a_demonstrateur_opens_on_a_letter_and_keeps_everything_in_production() -> None:
    facts = replace(TRIED, approvals=yes_of_both(TRIAL, TRIED, TODAY))
    running = enter(facts, opened(facts, Stage.DEMONSTRATEUR, EFFECT), TRIAL)
    assert state_of(TRIAL, running, CONTEXT, EFFECT).phase is Phase.DEMONSTRATEUR
    assert state_of(TRIAL, running, CONTEXT, date(2027, 6, 1)).phase is Phase.ECHUE
    promoted = state_of(CONVENTION, running, CONTEXT, EFFECT)
    assert promoted.phase is Phase.DEMONSTRATEUR
    assert "convention" in sentences(promoted)


def test_a_demonstrateur_with_works_does_not_open_on_a_letter() -> None:
    heavier = replace(TRIED, trial=Demonstrateur(opening=Opening.LETTRE, begins_on=EFFECT, months=6, works=True))
    assert "acte_demonstrateur" in sentences(state_of(TRIAL, heavier, CONTEXT, EFFECT))


ADHESION = path(Parcours.TRANSFERT, Variant.ADHESION)


def test_without_object_needs_a_reason_and_open_statutes() -> None:
    skipped = with_mark(NOTHING, "accord_des_membres", Mark(without_object="les statuts ne le demandent pas"))
    assert enter(NOTHING, skipped, ADHESION) == skipped
    step = next(step for step in state_of(ADHESION, skipped, CONTEXT, TODAY).steps if step.key == "accord_des_membres")
    assert (step.status, plain(step.detail)) == (Status.SKIPPED, "Sans objet : les statuts ne le demandent pas.")
    with pytest.raises(JoiningRefusal, match="s’applique toujours ici"):
        enter(NOTHING, skipped, ADHESION, Context(syndicate=FERME))


def test_no_arrete_is_asked_where_the_statutes_ask_none() -> None:
    context = replace(CONTEXT, syndicate=replace(OUVERT, arrete_requis=False))
    step = next(step for step in state_of(ADHESION, NOTHING, context, TODAY).steps if step.key == "arrete_prefectoral")
    assert plain(step.detail) == "Aucun arrêté n’est nécessaire : les statuts ne le demandent pas (article 7)."


def test_an_arrete_before_the_majority_is_refused_and_marked_when_it_is_past() -> None:
    arrete = Act(author=Author.PREFET, signed_on=TODAY, published_on=TODAY)
    after = with_act(NOTHING, "arrete_prefectoral", arrete)
    with pytest.raises(JoiningRefusal, match="majorité des membres n’est pas atteinte"):
        enter(NOTHING, after, ADHESION)
    kept = enter(NOTHING, after, ADHESION, imported=True)
    assert plain(state_of(ADHESION, kept, CONTEXT, TODAY).notes[0]).startswith("À vérifier : l’arrêté est daté du")


def test_conditional_steps_come_with_what_makes_them_apply() -> None:
    def keys(**told: Any) -> set[str]:
        return {step.key for step in steps_of(path(Parcours.OPTION, **told))}

    plain_option = keys()
    assert {"dpo", "etat_des_contrats"} <= plain_option
    assert keys(traits=frozenset({Trait.EXTINCTION})) - plain_option == {"arrete_eclairage"}
    assert keys(traits=frozenset({Trait.REMOTE_READING})) - plain_option == {"acces_donnees"}
    assert keys(holder=Holder.EPCI) ^ plain_option == {"dpo", "accord_communes"}
    assert "engagement_financier" not in keys(stage=Stage.DEMONSTRATEUR, traits=frozenset({Trait.COSTS}))


def test_an_epci_gives_everything() -> None:
    with pytest.raises(JoiningRefusal, match="compétence entière"):
        path(Parcours.OPTION, holder=Holder.EPCI, perimetre=Perimetre.INVESTISSEMENT)


@pytest.mark.parametrize(
    ("stored", "why"),
    [
        ({"effect_on": "2027-02-29"}, "une date qui existe"),
        ({"acts": {"convention": {"author": "voisin"}}}, "pas dans la liste"),
        ({"acts": {"convention": {}}}, "il manque une valeur"),
        ({"acts": {"convention": {"author": "maire", "signed": "2027-01-01"}}}, "« signed » n’existe pas"),
        ({"opened_on": "2027-01-01"}, "« opened_on » n’existe pas"),
        ({"acts": {"nowhere": {"author": "maire"}}}, "« nowhere » n’existe pas"),
    ],
)
def test_what_is_stored_is_read_strictly(stored: dict[str, object], why: str) -> None:
    with pytest.raises(JoiningRefusal) as refusal:
        from_json(Facts, stored)
    assert why in plain(refusal.value.sentence)


def test_nobody_is_reminded_of_what_comes_after_acts_that_are_not_there() -> None:
    begun = replace(CONVENTION, started_on=date(2026, 9, 1))
    early = state_of(begun, NOTHING, CONTEXT, TODAY)
    assert {one.step: one.due for one in early.missing}["accord_commune"] is None
    late = state_of(begun, WITHOUT_APPROVALS, CONTEXT, TODAY)
    assert {one.step: one.due for one in late.missing}["accord_commune"] == date(2026, 11, 14)
    assert late.phase is Phase.BLOQUEE
