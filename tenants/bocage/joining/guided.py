"""The guided form: one way, some modules, a stage; what is refused before a path begins."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from bocage.catalogue import discovery
from bocage.communes.file import CommuneFile
from bocage.database.engine import Database
from bocage.governance.journal import actor_of
from bocage.joining.acts import executoire_on
from bocage.joining.changing import READ_ONLY, Beginning, Hand, begin, writing
from bocage.joining.competence import WORDINGS, Holding, check_competence
from bocage.joining.kept import Kept, paths_of
from bocage.joining.path import Holder, Parcours, Path, Perimetre, Stage, Trait, Variant
from bocage.joining.path_words import EXPLAINED, PARCOURS, module_titles
from bocage.joining.surroundings import statutes
from bocage.joining.syndicate import Exercise, Syndicate, is_held
from bocage.joining.typed import FieldRefusal, Typed
from bocage.joining.words import listed
from bocage.tenancy import NotPermittedRefusal, Visit

WAYS: Final[Mapping[str, tuple[Parcours, Variant | None]]] = {
    "-".join(filter(None, (parcours, variant))): (parcours, variant) for parcours, variant in EXPLAINED
}
TRAITS: Final[tuple[tuple[Trait, str], ...]] = (
    (Trait.COSTS, "La commune paie une participation : il faut une estimation acceptée"),
    (Trait.REMOTE_READING, "Les compteurs sont relevés à distance : il faut l’accord du titulaire"),
    (Trait.EXTINCTION, "L’éclairage s’éteint la nuit : il faut l’arrêté du maire"),
    (Trait.PRM_CHANGES, "Les points de livraison changent de titulaire"),
    (Trait.ACCOUNTS, "Des pièces partent à la trésorerie"),
    (Trait.STAFF, "Des agents de la commune sont concernés"),
)
NOT_A_LA_CARTE: Final = (
    "{subject} : les statuts ne le proposent pas à la carte. Choisissez le transfert par extension des compétences."
)
HELD_ALREADY: Final = "{subject} : les statuts le prévoient déjà. Choisissez l’option, ou l’adhésion."
ALREADY: Final = (
    "{place} a déjà un rattachement en cours pour ce module ({titles}). Ouvrez-le plutôt que d’en commencer un autre."
)


def ways() -> tuple[tuple[str, str, str], ...]:
    """The ways of joining: key, name, plain words."""
    return tuple((key, PARCOURS[way], EXPLAINED[way]) for key, way in WAYS.items())


def modules() -> tuple[tuple[str, str], ...]:
    """The modules installed, by slug and title."""
    installed = sorted(part.slug for part in discovery.modules())
    return tuple(zip(installed, module_titles(installed), strict=True))


def path_of(typed: Typed, chosen: Iterable[str], traits: Iterable[str], place: str) -> Path:
    """Read the form, or refuse beside the field."""
    way = WAYS.get(typed.text("way"))
    if way is None:
        raise FieldRefusal("way", "Le parcours manque. Choisissez l’un de ceux de la liste.")
    known = frozenset(chosen) & {slug for slug, _ in modules()}
    if not known:
        raise FieldRefusal("modules", "Aucun module n’est demandé. Choisissez-en un au moins.")
    holder = typed.choice("holder", Holder, Holder.COMMUNE)
    return Path(
        parcours=way[0],
        variant=way[1],
        place=place,
        holder=holder,
        modules=known,
        stage=typed.choice("stage", Stage, Stage.PRODUCTION),
        perimetre=typed.choice("perimetre", Perimetre, Perimetre.TOTAL),
        traits=frozenset(trait for trait, _ in TRAITS if trait in set(traits)),
    )


def check_free(path: Path, others: Iterable[Kept]) -> None:
    """Refuse a second path for a module that one is walked for."""
    running = {module for one in others if is_running(one, path) for module in one.path.modules}
    twice = running & path.modules
    if twice:
        titles = listed(title.lower() for title in module_titles(twice))
        raise FieldRefusal("modules", ALREADY.format(place=path.place, titles=titles))


def is_running(one: Kept, asked: Path) -> bool:
    """Tell whether a path closes the way to another: an option comes after the extension of the statutes."""
    act = one.facts.acts.get("arrete_prefectoral")
    extended = one.path.variant is Variant.EXTENSION and act is not None and executoire_on(act) is not None
    return one.facts.left_on is None and not (extended and asked.parcours is Parcours.OPTION)


def check_statutes(path: Path, rules: Syndicate) -> None:
    """Refuse a way that the statutes close, once they say what they hold."""
    if not rules.competences or path.parcours not in {Parcours.OPTION, Parcours.TRANSFERT}:
        return
    spoken = sorted(module for module in path.modules if module in WORDINGS)
    subject = listed(WORDINGS[module].subject for module in spoken)
    if path.parcours is Parcours.OPTION and not is_held(rules, spoken, Exercise.A_LA_CARTE):
        raise FieldRefusal("way", NOT_A_LA_CARTE.format(subject=subject))
    if path.variant is Variant.EXTENSION and spoken and is_held(rules, spoken, *Exercise):
        raise FieldRefusal("way", HELD_ALREADY.format(subject=subject))


def holdings(typed: Typed, file: CommuneFile) -> tuple[Holding, ...]:
    """Who exercises each competence, as the form says it."""
    by_epci = typed.text("held_by") == "epci"
    holder = Holder.EPCI if by_epci else Holder.COMMUNE
    name = (file.epci_name or "l’intercommunalité") if by_epci else file.name
    return tuple(Holding(module=module, holder=holder, holder_name=name) for module in WORDINGS)


async def start(database: Database, visit: Visit, file: CommuneFile, beginning: tuple[Path, Typed]) -> UUID:
    """Begin the path of a commune, or refuse."""
    path, typed = beginning
    if file.tenant_id not in visit.scope.writable:
        raise NotPermittedRefusal(READ_ONLY)
    check_competence(path, holdings(typed, file))
    hand = Hand(
        database=database,
        role=visit.database_role,
        actor=actor_of(visit),
        tenant=file.tenant_id,
        host=visit.place.tenant_id,
        readable=visit.scope.readable,
        now=datetime.now(UTC),
    )
    async with writing(hand) as work:
        check_statutes(path, (await statutes(work.connection, visit.place.tenant_id)).syndicate)
        check_free(path, await paths_of(work.connection, [file.tenant_id]))
        return await begin(
            work,
            hand,
            Beginning(path=path, procedure_id=chosen_of(typed, "procedure"), market_id=chosen_of(typed, "market")),
        )


def chosen_of(typed: Typed, name: str) -> UUID | None:
    """What the path points to."""
    said = typed.text(name)
    try:
        return UUID(said) if said else None
    except ValueError:
        raise FieldRefusal(name, "Cette réponse n’est pas dans la liste. Choisissez-en une autre.") from None
