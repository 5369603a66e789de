"""Resource columns that name roles instead of people."""

import re

import polars as pl

MOST_ROLES = 2
"""Distinct values up to which a resource column is read as roles if its words say so."""

_ROLE_WORDS = re.compile(
    r"\b(staff|member|system|batch|user|employee|clerk|applicant|citizen|automat\w*|service|robot|"
    r"mitarbeit\w*|sachbearbeit\w*|antragstell\w*|bürger\w*|dienst|stelle|rolle|role|team|"
    r"verfahren|technisch\w*|nutzer\w*|benutzer\w*|leitung|amt|behörde|extern|intern)\b",
    re.IGNORECASE,
)


def names_roles(person: pl.Series) -> bool:
    """Whether a resource column holds roles: at most two values, all in the words of a role.

    Two short codes may be two people, so the number of values alone decides nothing.

    >>> names_roles(pl.Series(["STAFF MEMBER", "SYSTEM", "SYSTEM"]))
    True
    >>> names_roles(pl.Series(["kr", "mü"]))
    False
    """
    values = person.drop_nulls().unique().sort().to_list()
    if not values or len(values) > MOST_ROLES:
        return False
    return all(_ROLE_WORDS.search(value.replace("_", " ")) for value in values)
