"""Public holidays of a German Land."""

import datetime as dt
from functools import lru_cache

from verwaltung_mining.errors import SettingsError
from verwaltung_mining.texts import Text

NATIONWIDE = "DE"


@lru_cache(maxsize=32)
def holidays_of_land(
    land: str, *, catholic: bool, first_year: int, last_year: int
) -> frozenset[dt.date]:
    """Statutory holidays of a Land ("BY", "NW", …; "DE": only those of all Länder).

    `catholic` adds those that hold in mainly catholic municipalities only (Mariä Himmelfahrt in
    BY, Fronleichnam in parts of SN and TH). Raises SettingsError for an unknown Land.
    Source: package `holidays`, which cites the holiday laws of the Länder.

    >>> new_year = dt.date(2024, 1, 1)
    >>> new_year in holidays_of_land("NW", catholic=False, first_year=2024, last_year=2024)
    True
    """
    from holidays import country_holidays, list_supported_countries

    known = (NATIONWIDE, *sorted(list_supported_countries()["DE"]))
    if land not in known:
        raise SettingsError(
            Text(
                de=f"Einstellungen [calendar]: Land „{land}“ ist unbekannt.",
                en=f"settings [calendar]: land '{land}' is unknown.",
            ),
            hint=Text(de=f"Bekannt sind: {', '.join(known)}.", en=f"known: {', '.join(known)}."),
        )
    found = country_holidays(
        "DE",
        subdiv=None if land == NATIONWIDE else land,
        years=range(first_year, last_year + 1),
        categories=("public", "catholic") if catholic else ("public",),
    )
    return frozenset(found)
