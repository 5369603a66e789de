"""Groups of cases that are fast and clean more often: a channel, a district, an amount."""

import msgspec

from verwaltung_mining.detectors.requirements import NO_ATTRIBUTES
from verwaltung_mining.measures.segments import segments
from verwaltung_mining.strengths.feature import Feature, feature_hypothesis
from verwaltung_mining.strengths.good_cases import good_cases
from verwaltung_mining.strengths.kind import Material, Proposal, StrengthKind
from verwaltung_mining.strengths.strength import Where
from verwaltung_mining.texts import Text

ID = "fast_and_clean"


class FastAndCleanSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Section `[strengths.fast_and_clean]`."""

    who_asks: tuple[str, ...] = (
        "antragstell",
        "applicant",
        "bürger",
        "citizen",
        "customer",
        "einreich",
        "fraktion",
        "initiative",
        "initiator",
        "kunde",
        "partei",
        "party",
        "petent",
        "requester",
    )
    """Parts of the names of attributes that say who asks: that is no way of working."""


def propose(material: Material, settings: FastAndCleanSettings) -> Proposal:
    """One hypothesis per value of each attribute that may be compared.

    Amounts make cases simple, and who asks is no way of working: neither can be copied.
    """
    log = material.log
    numbers = {a.name for a in log.attribute_list if a.kind == "number"}
    askers = {
        a.name
        for a in log.attribute_list
        if any(word in a.name.casefold() for word in settings.who_asks)
    }
    parts = [part for part in segments(log) if part.attribute not in numbers | askers]
    if not parts:
        return Proposal(skipped=NO_ATTRIBUTES)
    good = good_cases(log, fast_quantile=material.common.fast_quantile)
    features = (
        Feature(
            where=Where(segment=(part.attribute, part.value)),
            members=part.members,
            text=_text(part.attribute, part.value),
        )
        for part in parts
    )
    return Proposal(
        hypotheses=tuple(feature_hypothesis(material, f, good, kind=ID) for f in features)
    )


def _text(attribute: str, value: str) -> Text:
    name, label = (part.replace("{", "{{").replace("}", "}}") for part in (attribute, value))
    return Text(de=f"Fälle mit {name} = {label}", en=f"Cases with {name} = {label}")


FAST_AND_CLEAN = StrengthKind(
    id=ID,
    name=Text(de="Gruppe, die gut läuft", en="Group that goes well"),
    definition=Text(
        de="Fälle mit einem Merkmal (Eingangsweg, Bezirk …) sind öfter unter dem schnellsten "
        "Viertel ihrer Fallart und ohne jede Wiederholung als Fälle gleicher Art, gleichen "
        "Eingangswegs, gleichen Quartals und mit gleichem letztem Schritt ohne das Merkmal.",
        en="Cases with an attribute (channel, district …) are more often among the fastest quarter "
        "of their type and without any repetition than cases of the same type, channel, quarter "
        "and last step without it.",
    ),
    source="positive deviance, Pascale, Sternin & Sternin 2010; docs/methods.md",
    settings=FastAndCleanSettings,
    propose=propose,
)
