"""Labels, sentences and who must act, in the words of the screen; placeholders stand in braces."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from unicodedata import normalize

from bocage.joining.acts import Lack


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a step is called, what is missing, who acts; `noun` and `feminine` name its act."""

    label: str
    sentence: str
    who: str = "le syndicat"
    noun: str = "La délibération"
    feminine: bool = True


MAIRIE: Final = "la mairie"
SYNDICAT: Final = "le syndicat"
BOTH: Final = "le maire et le président"

WORDS: Final[Mapping[str, Words]] = {
    "acte_demonstrateur": Words(
        label="Accord pour le démonstrateur",
        sentence="Il manque la délibération du conseil municipal, ou la lettre du maire quand elle suffit. À déposer par le secrétariat.",
        who=MAIRIE,
    ),
    "information": Words(
        label="Information",
        sentence="Les conditions de l’année et l’estimation ne sont pas encore envoyées. À envoyer par le syndicat.",
    ),
    "recensement_des_besoins": Words(
        label="Recensement des besoins",
        sentence="Il manque le recensement des besoins. À fournir par la mairie.",
        who=MAIRIE,
    ),
    "deliberation_commune": Words(
        label="Délibération de la commune",
        sentence="Il manque la délibération du conseil municipal. À voter par le conseil, puis à déposer par le secrétariat.",
        who=MAIRIE,
    ),
    "autorisation_de_signer": Words(
        label="Autorisation de signer",
        sentence="Il manque la délibération qui autorise le maire à signer. À voter par le conseil, puis à déposer par le secrétariat.",
        who=MAIRIE,
    ),
    "adhesion_centrale": Words(
        label="Adhésion à la centrale d’achat",
        sentence="Il manque l’adhésion à la centrale d’achat. À voter par le conseil, puis à déposer par le secrétariat.",
        who=MAIRIE,
    ),
    "decision_syndicat": Words(
        label="Décision du syndicat",
        sentence="Il manque la décision du syndicat. À inscrire au {comite} par le syndicat.",
        noun="La décision du syndicat",
    ),
    "notification_membres": Words(
        label="Notification aux membres",
        sentence="La délibération n’est pas notifiée à {n} membres sur {total}. À envoyer par le syndicat.",
    ),
    "accord_des_membres": Words(
        label="Accord des membres", sentence="{n} conseils n’ont pas répondu.", who="les membres"
    ),
    "arrete_prefectoral": Words(
        label="Arrêté préfectoral",
        sentence="Il manque l’arrêté du préfet. À demander à la préfecture par le syndicat.",
        noun="L’arrêté",
        feminine=False,
    ),
    "contrats_en_cours": Words(
        label="Contrats en cours", sentence="Les contrats en cours ne sont pas encore relus. À relire par le syndicat."
    ),
    "convention": Words(
        label="Convention",
        sentence="Il manque la signature {signataires}. À signer, puis à déposer par {depot}.",
        noun="La convention",
    ),
    "convention_constitutive": Words(
        label="Convention de groupement",
        sentence="Il manque la convention de groupement signée. À signer{avant} par le maire.",
        who=MAIRIE,
        noun="La convention de groupement",
    ),
    "lancement_consultation": Words(
        label="Lancement de la consultation",
        sentence="La consultation n’est pas encore lancée. À lancer par le syndicat.",
    ),
    "marche_notifie": Words(
        label="Marché notifié", sentence="Le marché n’est pas encore notifié. À notifier par le syndicat."
    ),
    "bon_de_commande": Words(
        label="Bon de commande",
        sentence="Il manque le bon de commande. À signer par le maire ou son délégué.",
        who=MAIRIE,
    ),
    "date_effet": Words(label="Date d’effet", sentence="La date d’effet n’est pas fixée. À indiquer par le syndicat."),
    "designation_delegues": Words(
        label="Désignation des délégués",
        sentence="Les délégués de la commune ne sont pas désignés. À voter par le conseil.",
        who=MAIRIE,
    ),
    "pv_mise_a_disposition": Words(
        label="Procès-verbal de mise à disposition",
        sentence="Il manque le procès-verbal des biens mis à disposition. À signer par le maire et le président.",
        who=BOTH,
    ),
    "dpo": Words(
        label="Délégué à la protection des données",
        sentence="Le délégué à la protection des données de la commune n’est pas nommé. À nommer par le maire.",
        who=MAIRIE,
    ),
    "engagement_financier": Words(
        label="Engagement financier",
        sentence="L’estimation n’est pas encore acceptée, ou les crédits ne sont pas ouverts. À accepter par la mairie.",
        who=MAIRIE,
    ),
    "etat_des_contrats": Words(
        label="État des contrats",
        sentence="Il manque l’état des contrats : entretien, énergie, emprunts, assurances. À fournir par la mairie.",
        who=MAIRIE,
    ),
    "changement_titulaire_prm": Words(
        label="Changement de titulaire des points de livraison",
        sentence="Les points de livraison sont encore au nom de la commune. À demander au fournisseur par le syndicat.",
    ),
    "transmission_sgc": Words(
        label="Transmission à la trésorerie",
        sentence="Les pièces ne sont pas encore transmises au service de gestion comptable. À transmettre par le syndicat.",
    ),
    "agents": Words(
        label="Agents concernés",
        sentence="La situation des agents n’est pas encore réglée. À voir par la mairie et le syndicat.",
        who="la mairie et le syndicat",
    ),
    "acces_donnees": Words(
        label="Autorisation d’accès aux consommations",
        sentence="Il manque l’autorisation pour {points}. À signer par le maire.",
        who=MAIRIE,
    ),
    "arrete_eclairage": Words(
        label="Arrêté du maire sur l’éclairage",
        sentence="Il manque l’arrêté du maire qui fixe les heures d’extinction. À prendre par le maire.",
        who="le maire",
        noun="L’arrêté du maire",
        feminine=False,
    ),
    "accord_communes": Words(
        label="Accord des communes",
        sentence="Il manque l’accord des communes et la preuve de la compétence. À fournir par l’EPCI.",
        who="l’EPCI",
    ),
    "acte_rgpd": Words(
        label="Contrat de sous-traitance des données",
        sentence="Il manque l’annexe « données personnelles ». À signer par le maire et le président, après avis du délégué à la protection des données.",
        who=BOTH,
    ),
    "annexe_securite": Words(
        label="Annexe de sécurité",
        sentence="L’annexe de sécurité n’est pas encore lue. À lire par {dsi}.",
        who="{dsi}",
    ),
    "prealables": Words(
        label="Préalables du module", sentence="Il manque {prealables}. À fournir par {who}.", who="{who}"
    ),
    "accord_commune": Words(
        label="Accord de la commune",
        sentence="Il manque l’accord de la commune. À donner par {maire}.",
        who="{maire}",
    ),
    "accord_dsi": Words(label="Accord informatique", sentence="Il manque l’accord {of_dsi}.", who="{dsi}"),
    "interlocuteurs": Words(
        label="Interlocuteurs", sentence="Il manque un agent au moins. À proposer par la mairie.", who=MAIRIE
    ),
    "ouverture": Words(label="Ouverture", sentence="Prêt à ouvrir. À ouvrir par le syndicat."),
    "demande_reprise": Words(
        label="Reprise de la compétence",
        sentence="Il manque la délibération qui demande la reprise. À voter par le conseil, puis à déposer par le secrétariat.",
        who=MAIRIE,
    ),
    "decision_reprise": Words(
        label="Décision du syndicat sur la reprise",
        sentence="Il manque la décision du syndicat. À inscrire au {comite} par le syndicat.",
        noun="La décision du syndicat",
    ),
    "repartition_biens_dette": Words(
        label="Répartition des biens et de la dette",
        sentence="La répartition des biens et de la dette n’est pas convenue. À convenir par le maire et le président.",
        who=BOTH,
    ),
    "pv_restitution": Words(
        label="Procès-verbal de restitution",
        sentence="Il manque le procès-verbal de restitution. À signer par le maire et le président.",
        who=BOTH,
    ),
    "contrats_repris": Words(
        label="Contrats repris",
        sentence="Les contrats ne sont pas encore repris. À reprendre par la mairie.",
        who=MAIRIE,
    ),
    "restitution_donnees": Words(
        label="Restitution des données", sentence="Les données ne sont pas encore rendues. À rendre par le syndicat."
    ),
    "effacement": Words(
        label="Effacement",
        sentence="Les données ne sont pas encore effacées ; les actes restent. À effacer par le syndicat.",
    ),
}
RENEWAL: Final = Words(
    label="Renouvellement de la convention",
    sentence="La convention prend fin le {date}. Il manque son renouvellement. À préparer par le syndicat.",
)
ECHUE: Final = Words(
    label="Convention échue",
    sentence="La convention a pris fin le {date}. Il manque son renouvellement. À préparer par le syndicat.",
)
TRIAL_ENDED: Final = Words(
    label="Démonstrateur terminé",
    sentence="Le démonstrateur a pris fin le {date}. À poursuivre ou à fermer par le syndicat.",
)
SUSPENDED: Final = "Accès suspendu{begins}{until} : {reason}. La convention reste en vigueur."
NOT_TRANSMITTED: Final = (
    "{noun} n’est pas encore {transmis}. À transmettre à la préfecture ou à la sous-préfecture par {deposant}."
)
NOT_EXECUTOIRE: Final = "{noun} n’est pas encore exécutoire : il manque {lacks}."
NO_TERMS: Final = "Il manque le fondement et la durée de la convention. À indiquer par le syndicat."
NO_PRICE: Final = "Il manque l’annexe de prix. À joindre par le syndicat."
COMITE_SILENT: Final = "Le comité ne s’est pas prononcé. Son silence ne vaut pas accord."
WITHOUT_OBJECT: Final = "Sans objet : {reason}."
NO_ARRETE: Final = "Aucun arrêté n’est nécessaire : {reason}."
REFUSED: Final = "{name} refuse : {reason}. À reprendre par le syndicat."
RECORD_CHANGED: Final = "Le dossier a changé depuis l’accord du {date}. À relire, puis à donner de nouveau par {name}."
LACKS: Final[Mapping[Lack, str]] = {
    Lack.DECISION: "la décision",
    Lack.TRANSMISSION: "la transmission",
    Lack.PUBLICATION: "la publication",
}


ELIDED: Final = frozenset("aeiouyh")
ARTICLES: Final = frozenset({"La", "Le", "Les", "Il", "Un", "Une", "À"})


def listed(words: Iterable[str]) -> str:
    """« l’inventaire, la carte et l’audit »."""
    told = tuple(words)
    return " et ".join(filter(None, (", ".join(told[:-1]), *told[-1:])))


def of(name: str) -> str:
    """« de Luc Pradeval », « d’Inès Grangeneuve », « de la DSI »."""
    return f"d’{name}" if normalize("NFD", name[:1])[:1].lower() in ELIDED else f"de {name}"


def in_sentence(sentence: str) -> str:
    """Put a sentence after a colon: an article loses its capital, the name of a commune keeps it."""
    first = sentence.split(" ", 1)[0]
    return sentence[:1].lower() + sentence[1:] if first in ARTICLES or sentence.startswith("L’") else sentence


def without_who(sentence: str) -> str:
    """Leave out who must act: « Il manque l’arrêté du préfet. »."""
    before, cut, _ = sentence.partition(". À ")
    return f"{before}." if cut else sentence
