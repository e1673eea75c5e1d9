"""The form of a commune's file: the columns of communes.csv that a person may correct, with their words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bocage.communes.file import CommuneFile
from bocage.tenancy import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field: its column in communes.csv, its label, the value stored, what helps to fill it."""

    column: str
    label: str
    stored: str
    help: str = ""
    kind: str = "text"


FIELDS: Final = (
    Field(column="contact_nom", label="Personne à appeler à la mairie", stored="contact_name"),
    Field(column="contact_fonction", label="Sa fonction", stored="contact_function"),
    Field(column="contact_email", label="Son courriel", stored="contact_email", kind="email"),
    Field(
        column="contact_telephone",
        label="Son téléphone",
        stored="contact_telephone",
        help="Comme 04 77 24 00 00",
        kind="tel",
    ),
    Field(column="vague", label="Vague", stored="wave", help="Le groupe de communes qui entre en même temps"),
    Field(column="siret", label="SIRET de la mairie", stored="siret", help="14 chiffres, qui commencent par le SIREN"),
    Field(column="population_municipale", label="Population municipale", stored="municipal_population"),
    Field(column="population_dgf", label="Population DGF", stored="dgf_population"),
    Field(column="densite", label="Densité (grille de l’Insee)", stored="density", help="De 1 à 7"),
    Field(column="remarques", label="Remarques", stored="remarks"),
)


def form_of(file: CommuneFile) -> dict[str, str]:
    """The values stored, as the form shows them."""
    stored = {field.column: getattr(file, field.stored) for field in FIELDS}
    return {column: "" if value is None else str(value) for column, value in stored.items()}


def typed_of(form: Mapping[str, str]) -> dict[str, str]:
    """What was typed, column by column; other fields of the form are not the commune's."""
    return {field.column: form[field.column] for field in FIELDS if field.column in form}


def version_of(form: Mapping[str, str]) -> int:
    """The version that the form was opened on."""
    try:
        return int(form.get("version", ""))
    except ValueError:
        raise Refusal("Ce formulaire est incomplet : rouvrez la fiche de la commune, puis corrigez-la.") from None
