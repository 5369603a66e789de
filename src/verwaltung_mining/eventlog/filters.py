"""A log narrowed to some of its cases, as far as the privacy rules let it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from verwaltung_mining.errors import DataError, RefusedError
from verwaltung_mining.eventlog.quality import remeasured
from verwaltung_mining.eventlog.schema import EventLog, KClass
from verwaltung_mining.eventlog.where import Condition, attribute_of, cases_where
from verwaltung_mining.identity.k_table import K_CLASS
from verwaltung_mining.texts import Text

FEWEST_CASES = 30
"""Cases that a filter covers and leaves out at least (ARCHITECTURE.md, privacy): the difference of
two results must not tell about a few cases."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NarrowedLog:
    """A log narrowed to some cases, and why the others are left out."""

    log: EventLog
    left_out: dict[str, int]
    """Reason → cases: `before_from`, `after_to`, or the condition's attribute."""


def narrow(
    log: EventLog,
    *,
    where: Sequence[Condition] = (),
    begin: date | None = None,
    end: date | None = None,
    permitted_units: bool = False,
) -> NarrowedLog:
    """The cases that fulfil all conditions and started from `begin` to `end` (both included).

    Cases are numbered anew, `ordinals` keeps their ordinals in the imported log; activity codes
    stay. Raises RefusedError where too few cases or persons would be inside or too few cases
    outside, and for attributes that tell the unit unless an agreement permits unit comparison.
    """
    if not permitted_units:
        _refuse_units(log, where)
    reasons = _reasons(log, where, begin, end)
    kept = reasons.is_null()
    _check_sizes(log, where, inside=int(kept.sum()))
    left_out = reasons.drop_nulls().value_counts().sort(reasons.name)
    return NarrowedLog(
        log=log if kept.all() else _only(log, kept, _class_of(log, where)),
        left_out=dict(left_out.iter_rows()),
    )


def _refuse_units(log: EventLog, where: Sequence[Condition]) -> None:
    for condition in where:
        if attribute_of(log, condition.attribute).role == "unit":
            raise RefusedError(
                Text(
                    de=f"„{condition.attribute}“ verrät die Organisationseinheit; "
                    "danach wird nicht gefiltert.",
                    en=f"'{condition.attribute}' tells the organisational unit; it is no filter.",
                ),
                hint=Text(
                    de="Nennen Sie in [privacy.agreement] die Dienstvereinbarung, "
                    "die den Vergleich von Einheiten erlaubt.",
                    en="cite in [privacy.agreement] the agreement that permits comparing units.",
                ),
            )


def _reasons(
    log: EventLog, where: Sequence[Condition], begin: date | None, end: date | None
) -> pl.Series:
    """Per case the first reason to leave it out, null where there is none."""
    started = log.events["local_date"].gather(log.cases["first_row"])
    reason = pl.repeat(None, log.cases.height, dtype=pl.String, eager=True).alias("reason")
    tests = [
        *([("before_from", started < begin)] if begin else []),
        *([("after_to", started > end)] if end else []),
        *((condition.attribute, ~cases_where(log, condition)) for condition in where),
    ]
    for name, out in tests:
        frame = pl.DataFrame({"reason": reason, "out": out})
        why = pl.when(pl.col("reason").is_null() & pl.col("out")).then(pl.lit(name))
        reason = frame.select(reason=why.otherwise(pl.col("reason"))).to_series()
    return reason


def _one_value(log: EventLog, condition: Condition) -> str | None:
    """The value of a category that all cases of a condition share, None where there are more."""
    if attribute_of(log, condition.attribute).kind == "number":
        return None
    values = log.attributes[condition.attribute].filter(cases_where(log, condition)).unique()
    return str(values[0]) if values.len() == 1 and not values.null_count() else None


def _class_of(log: EventLog, where: Sequence[Condition]) -> KClass:
    """The smallest class of persons of the values that the filter comes down to."""
    classes: list[KClass] = ["unknown"]
    order: tuple[KClass, ...] = ("<5", "5-9", ">=10", "unknown")
    for condition in where:
        value = _one_value(log, condition)
        if value is not None:
            cell = log.k_table.filter(
                (pl.col("scope") == "attribute")
                & (pl.col("attribute") == condition.attribute)
                & (pl.col("value") == value)
            )
            classes += cell["k_class"].to_list()
    return min(classes, key=order.index)


def _check_sizes(log: EventLog, where: Sequence[Condition], *, inside: int) -> None:
    outside = log.cases.height - inside
    if inside == 0:
        raise DataError(
            Text(de="Kein Fall erfüllt den Filter.", en="no case fulfils the filter."),
            hint=Text(de="Weiten Sie den Filter.", en="widen the filter."),
        )
    if outside == 0:
        return
    persons = _class_of(log, where)
    if persons == "<5":
        raise _refused(
            Text(
                de="Hinter dem Filter stehen weniger als fünf Personen.",
                en="fewer than five persons stand behind the filter.",
            )
        )
    if min(inside, outside) < FEWEST_CASES:
        raise _refused(
            Text(
                de=f"Der Filter erfasst {inside} Fälle und lässt {outside} außen vor; "
                f"beides müssen mindestens {FEWEST_CASES} sein.",
                en=f"the filter covers {inside} cases and leaves out {outside}; "
                f"both must be at least {FEWEST_CASES}.",
            )
        )


def _refused(message: Text) -> RefusedError:
    return RefusedError(
        message,
        hint=Text(
            de="Weiten oder ändern Sie den Filter, damit niemand erkennbar wird.",
            en="widen or change the filter, so that nobody can be recognised.",
        ),
    )


def _only(log: EventLog, kept: pl.Series, persons: KClass) -> EventLog:
    cases = log.cases.filter(kept)
    number = pl.DataFrame({"old": cases["case"]}).with_row_index("case")
    events = log.events.join(
        number, left_on="case", right_on="old", how="inner", maintain_order="left"
    )
    events = events.with_columns(case=pl.col("case_right")).drop("case_right")
    ordinals = log.ordinals if log.ordinals is not None else log.cases["case"]
    narrowed = replace(
        log,
        events=events.with_columns(pl.col("case").set_sorted()),
        cases=cases.with_columns(
            case=number["case"],
            first_row=(pl.col("events").cum_sum() - pl.col("events")).cast(pl.UInt32),
        ),
        attributes=log.attributes.filter(kept) if log.attributes.width else log.attributes,
        k_table=_at_most(log.k_table, persons),
        ordinals=ordinals.filter(kept).alias("ordinal"),
    )
    return replace(narrowed, quality=remeasured(narrowed))


def _at_most(k_table: pl.DataFrame, persons: KClass) -> pl.DataFrame:
    """No cell of the narrowed log has more persons than the filter's value."""
    if persons in (">=10", "unknown"):
        return k_table
    many = pl.col("k_class") == ">=10"
    capped = pl.when(many).then(pl.lit(persons, dtype=K_CLASS)).otherwise(pl.col("k_class"))
    return k_table.with_columns(k_class=capped)
