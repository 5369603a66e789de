"""From how many persons and cases on a figure may be shown; settings may raise, never lower."""

import datetime as dt
from typing import Annotated

import msgspec
from msgspec import Meta

SHOW_PERSONS_FLOOR = 5
"""Persons behind a step: the usual floor of staff surveys."""
COMPARE_PERSONS_FLOOR = 10
"""Persons in a unit that is compared: a group of five or six is watched (BAG, 1 ABR 6/94)."""
MIN_CASES_FLOOR = 10
"""Cases behind any figure (protects applicants)."""
FILTER_CASES_FLOOR = 30
"""Cases inside and outside a filter whose number of persons is not known."""


class AgreementSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Section [privacy.agreement]: the agreement that permits the comparison of units."""

    reference: Annotated[str, Meta(min_length=1)]
    """What to cite, for instance the title and paragraph of the Dienstvereinbarung."""
    date: dt.date
    """Day of the agreement."""
    scope: Annotated[str, Meta(min_length=1)]
    """What it permits, in words."""
    team_sizes: dict[str, Annotated[int, Meta(ge=1)]] = {}
    """Org unit → persons, where the log does not say how many there are."""


class PrivacySettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Section [privacy].

    >>> PrivacySettings().show_persons, PrivacySettings().agreement
    (5, None)
    """

    show_persons: Annotated[int, Meta(ge=SHOW_PERSONS_FLOOR, le=COMPARE_PERSONS_FLOOR)] = 5
    """Persons behind a step or group that is shown; 5 to 10."""
    compare_persons: Annotated[int, Meta(ge=COMPARE_PERSONS_FLOOR)] = 10
    """Persons in an org unit that is compared; at least 10, and only with an agreement."""
    min_cases: Annotated[int, Meta(ge=MIN_CASES_FLOOR)] = 10
    """Cases behind any figure; at least 10."""
    filter_cases: Annotated[int, Meta(ge=FILTER_CASES_FLOOR)] = 30
    """Cases that a filter covers and leaves outside; at least 30."""
    agreement: AgreementSettings | None = None

    def thresholds(self) -> dict[str, int]:
        """The numbers that every output states."""
        return {
            "compare_persons": self.compare_persons,
            "filter_cases": self.filter_cases,
            "min_cases": self.min_cases,
            "show_persons": self.show_persons,
        }
