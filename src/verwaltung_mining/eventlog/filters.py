"""A log narrowed to some of its cases, as far as the privacy rules let it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import combinations

import polars as pl

from verwaltung_mining.errors import DataError, RefusedError
from verwaltung_mining.eventlog.case_parts import only
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
) -> NarrowedLog:
    """The cases that fulfil all conditions and started from `begin` to `end` (both included).

    Cases are numbered anew, `ordinals` keeps their ordinals in the imported log; activity codes
    stay. Raises RefusedError where too few cases or persons would be inside or too few cases
    outside, and for attributes that tell the unit.
    """
    _refuse_units(log, where)
    left = _left_out(log, where, begin, end)
    _refuse_differences(left)
    reasons = _reasons(left, log.cases.height)
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
                    de="Filtern Sie nach einem Merkmal, das die Einheit nicht verrät.",
                    en="filter by an attribute that does not tell the unit.",
                ),
            )


Left = list[tuple[str, pl.Series]]
"""Reason to leave cases out, and per case whether it applies."""


def _left_out(
    log: EventLog, where: Sequence[Condition], begin: date | None, end: date | None
) -> Left:
    """Every condition with the cases that it leaves out; a case starts with its first stamp."""
    day = partial(_started, log.zone)
    started = log.events.each(day, columns=["case", "start", "timestamp"])["started"]
    return [
        *([("before_from", started < begin)] if begin else []),
        *([("after_to", started > end)] if end else []),
        *((condition.attribute, ~cases_where(log, condition)) for condition in where),
    ]


def _started(zone: str, events: pl.DataFrame) -> pl.DataFrame:
    """The day on which each case of a part started: `started`."""
    moment = pl.min_horizontal("start", "timestamp").min()
    return events.group_by("case", maintain_order=True).agg(
        started=moment.dt.convert_time_zone(zone).dt.date()
    )


def _reasons(left: Left, cases: int) -> pl.Series:
    """Per case the first reason to leave it out, null where there is none."""
    reason = pl.repeat(None, cases, dtype=pl.String, eager=True).alias("reason")
    for name, out in left:
        frame = pl.DataFrame({"reason": reason, "out": out})
        why = pl.when(pl.col("reason").is_null() & pl.col("out")).then(pl.lit(name))
        reason = frame.select(reason=why.otherwise(pl.col("reason"))).to_series()
    return reason


def _refuse_differences(left: Left) -> None:
    """A condition that alone leaves out a few cases would tell about these few by difference."""
    hits = pl.DataFrame([out.cast(pl.Int8).alias(str(k)) for k, (_, out) in enumerate(left)])
    reasons = hits.select(pl.sum_horizontal(pl.all())).to_series()
    for name, out in left:
        alone = int((out & (reasons == 1)).sum())
        if 0 < alone < FEWEST_CASES and len(left) > 1:
            raise RefusedError(
                Text(
                    de=f"Eine der Bedingungen ({name}) lässt für sich nur {alone} Fälle außen vor; "
                    f"es müssen mindestens {FEWEST_CASES} sein.",
                    en=f"one of the conditions ({name}) alone leaves out only {alone} cases; "
                    f"it must be at least {FEWEST_CASES}.",
                ),
                hint=Text(
                    de="Lassen Sie diese Bedingung weg, oder fassen Sie sie anders.",
                    en="drop this condition or widen it.",
                ),
            )


def _one_value(log: EventLog, condition: Condition) -> str | None:
    """The value of a category that all cases of a condition share, None where there are more."""
    if attribute_of(log, condition.attribute).kind == "number":
        return None
    values = log.attributes[condition.attribute].filter(cases_where(log, condition)).unique()
    return str(values[0]) if values.len() == 1 and not values.null_count() else None


def _class_of(log: EventLog, where: Sequence[Condition]) -> KClass:
    """The smallest class of persons of the values and pairs of values that are asked for."""
    values = {c.attribute: v for c in where if (v := _one_value(log, c)) is not None}
    keys = [((a, v),) for a, v in values.items()] + list(combinations(values.items(), 2))
    classes: list[KClass] = ["unknown"]
    for key in keys:
        classes += _counted(log.k_table, key)
    order: tuple[KClass, ...] = ("<5", "5-9", ">=10", "unknown")
    return min(classes, key=order.index)


def _counted(k_table: pl.DataFrame, key: tuple[tuple[str, str], ...]) -> list[KClass]:
    """The class that the k-table holds for a value or a pair of values, in either order."""
    wanted = {frozenset(key)}
    rows = k_table.filter(
        pl.col("scope").cast(pl.String) == ("attribute" if len(key) == 1 else "attribute_pair")
    ).select("attribute", "value", "attribute_2", "value_2", "k_class")
    return [
        k_class
        for a, v, b, w, k_class in rows.iter_rows()
        if frozenset([(a, v)] if b is None else [(a, v), (b, w)]) in wanted
    ]


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
    """The log with these cases and no more persons behind them than the filter's value has."""
    narrowed = replace(only(log, kept), k_table=_at_most(log.k_table, persons))
    return replace(narrowed, quality=remeasured(narrowed))


def _at_most(k_table: pl.DataFrame, persons: KClass) -> pl.DataFrame:
    """No cell of the narrowed log has more persons than the filter's value."""
    if persons in (">=10", "unknown"):
        return k_table
    many = pl.col("k_class") == ">=10"
    capped = pl.when(many).then(pl.lit(persons, dtype=K_CLASS)).otherwise(pl.col("k_class"))
    return k_table.with_columns(k_class=capped)
