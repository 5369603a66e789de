"""What a log lacks for a detector is told with what would help."""

from tests.eventlog.raw_logs import raw_log

from verwaltung_mining.detectors.requirements import attributes
from verwaltung_mining.eventlog.canonical import canonicalise
from verwaltung_mining.eventlog.schema import Attribute, AttributeRole
from verwaltung_mining.texts import Text


def missing(**roles: AttributeRole) -> Text | None:
    """What is missing where the one case has attributes of these roles."""
    raw = raw_log(
        [("1", "Eingang", 0)],
        attributes={name: {"1": "x"} for name in roles},
        attribute_list=tuple(Attribute(name=n, kind="category", role=r) for n, r in roles.items()),
    )
    return attributes(canonicalise(raw))


def test_case_type_alone_is_named_and_another_attribute_asked_for() -> None:
    told = missing(Verfahrensart="case_type")
    assert told is not None
    assert told.de.startswith("„Verfahrensart“ dient als Fallart; leiten Sie ein weiteres Merkmal")


def test_nothing_is_missing_with_a_channel_and_something_without_any_attribute() -> None:
    assert missing(Verfahrensart="case_type", Eingangskanal="channel") is None
    told = missing()
    assert told is not None
    assert "Fallart" not in told.de
