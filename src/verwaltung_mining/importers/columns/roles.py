"""Which column plays which role: said by the user, else guessed from headers and content."""

from dataclasses import dataclass, field

import polars as pl

from verwaltung_mining.importers.columns.headers import EXACT, FUZZY
from verwaltung_mining.importers.columns.profile import SAMPLE_ROWS, ColumnProfile, profile_columns
from verwaltung_mining.importers.columns.role_errors import (
    ambiguous_role,
    missing_role,
    unknown_column,
)
from verwaltung_mining.importers.columns.role_scores import (
    LEAST,
    WEAK_NAME,
    claimed_elsewhere,
    content_fits,
    fits,
    header_score,
)
from verwaltung_mining.importers.columns.synonyms import Role
from verwaltung_mining.importers.options import ReadOptions

MILESTONE_COLUMNS = 3
"""Date columns from which a table with one row per case is taken for milestones."""


@dataclass(slots=True)
class Roles:
    """Role → column, and why."""

    columns: dict[Role, str] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    """Column → why it plays its role."""

    def assign(self, role: Role, column: str, reason: str) -> None:
        """Give a role to a column."""
        self.columns[role] = column
        self.reasons[column] = reason

    def __contains__(self, column: str) -> bool:
        return column in self.reasons


def find_roles(cells: pl.DataFrame, options: ReadOptions) -> Roles:
    """The roles of the columns of a table.

    Raises ColumnMissingError where the case, the activity or the timestamp has no column or a
    named column is not there, AmbiguousError where two columns suit the case or time equally.

    >>> cells = pl.DataFrame({"Az": ["1", "1"], "Schritt": ["a", "b"], "am": ["2.1.24", "3.1.24"]})
    >>> find_roles(cells, ReadOptions()).columns
    {'case_id': 'Az', 'activity': 'Schritt', 'timestamp': 'am'}
    """
    roles = _declared(cells.columns, options)
    guess = _Guess(cells=cells, profiles=profile_columns(cells), roles=roles)
    guess.case_id()
    guess.activity()
    guess.times()
    for role in ("lifecycle", "org_unit", "person", "order"):
        guess.optional(role)
    return roles


def one_row_per_case(cells: pl.DataFrame, options: ReadOptions) -> bool:
    """Whether the column of the case, named or guessed, has another value in each of the rows.

    >>> one_row_per_case(pl.DataFrame({"Az": ["1", "2", "1"], "Eingang": ["x"] * 3}), ReadOptions())
    False
    """
    guess = _Guess(cells=cells, profiles=profile_columns(cells), roles=Roles())
    case = [options.case_id] if options.case_id in cells.columns else guess.likely_cases()
    profiles = [guess.profiles[name] for name in case]
    return cells.height > 1 and any(p.distinct == p.filled == cells.height for p in profiles)


def _declared(columns: list[str], options: ReadOptions) -> Roles:
    said: dict[Role, str | None] = {
        "case_id": options.case_id,
        "activity": options.activity,
        "timestamp": options.timestamp,
        "time_of_day": options.time_of_day,
        "start": options.start,
        "person": options.resource,
        "org_unit": options.org_unit,
        "lifecycle": options.lifecycle,
        "order": options.order,
    }
    roles = Roles()
    for role, column in said.items():
        if column is None:
            continue
        if column not in columns:
            raise unknown_column(column, role, columns)
        roles.assign(role, column, "named by the user")
    for column in options.attributes or ():
        if column not in columns:
            raise unknown_column(column, None, columns)
    return roles


@dataclass(frozen=True, slots=True, kw_only=True)
class _Guess:
    cells: pl.DataFrame
    profiles: dict[str, ColumnProfile]
    roles: Roles

    def case_id(self) -> None:
        if "case_id" in self.roles.columns:
            return
        ranked = self._cases()
        repeating = [c for c in ranked if self.profiles[c].distinct_share < 1.0]
        best = _best(repeating or list(ranked), ranked)
        if len(best) > 1 and not self._same_cases(best):
            raise ambiguous_role("case_id", best)
        self._take("case_id", best, ranked)

    def likely_cases(self) -> list[str]:
        """Columns whose headers say most clearly that they hold the case."""
        ranked = self._cases()
        return _best(list(ranked), ranked)

    def _cases(self) -> dict[str, float]:
        ranked = self._ranked("case_id")
        return {c: s for c, s in ranked.items() if not self._event_number(c, s)}

    def activity(self) -> None:
        if "activity" in self.roles.columns:
            return
        ranked = self._ranked("activity")
        best = _best(list(ranked), ranked)
        varying = [c for c in best if self._varies(c)]
        self._take("activity", varying or best, ranked)

    def times(self) -> None:
        self.optional("start", varying=True)
        if "timestamp" not in self.roles.columns:
            ranked = self._ranked("timestamp")
            best = _best([c for c in ranked if self._varies(c)] or list(ranked), ranked)
            if len(best) > 1 and not self._same_values(best):
                raise ambiguous_role("timestamp", best)
            if not best and "start" in self.roles.columns and not self._unnamed("timestamp"):
                start = self.roles.columns.pop("start")
                self.roles.assign("timestamp", start, "the only time: when the step began")
            else:
                self._take("timestamp", best, ranked)
        if "time_of_day" not in self.roles.columns and self._date_only():
            self.optional("time_of_day")

    def optional(self, role: Role, varying: bool = False) -> None:
        if role in self.roles.columns:
            return
        ranked = {c: s for c, s in self._ranked(role).items() if s >= LEAST[role]}
        if varying:
            ranked = {c: s for c, s in ranked.items() if self._varies(c)}
        best = _best(list(ranked), ranked)
        if role == "time_of_day" and len(best) > 1 and not self._same_values(best):
            raise ambiguous_role(role, best)
        if best:
            self._assign(role, best[0], ranked[best[0]])

    def _ranked(self, role: Role) -> dict[str, float]:
        """Free columns whose header suits the role → strength, strongest first."""
        scores = {}
        for name, profile in self.profiles.items():
            score = 0.0 if name in self.roles else header_score(name, role)
            if score and fits(profile, role, score) and not self._claimed(profile, role):
                scores[name] = score
        return dict(sorted(scores.items(), key=lambda item: -item[1]))

    def _claimed(self, profile: ColumnProfile, role: Role) -> bool:
        return claimed_elsewhere(profile, role, self.roles.columns.keys())

    def _take(self, role: Role, best: list[str], ranked: dict[str, float]) -> None:
        """Assign the first of the best; by content alone where no header suits."""
        if best:
            self._assign(role, best[0], ranked[best[0]])
            return
        unnamed = self._unnamed(role)
        if len(unnamed) > 1 and role == "timestamp" and not self._milestones():
            raise ambiguous_role(role, unnamed)
        if len(unnamed) != 1:
            raise missing_role(role, self.cells.columns, milestones=self._milestones())
        self.roles.assign(role, unnamed[0], "the only column whose values suit")

    def _assign(self, role: Role, column: str, score: float) -> None:
        how = (
            "header" if score == EXACT else "header, similar" if score >= FUZZY else "header, part"
        )
        self.roles.assign(role, column, f"guessed by its {how}")

    def _unnamed(self, role: Role) -> list[str]:
        found = []
        for name, profile in self.profiles.items():
            free = name not in self.roles and not self._claimed(profile, role)
            if free and content_fits(profile, role):
                found.append(name)
        if role == "case_id":
            return found
        return [name for name in found if self._varies(name)]

    def _varies(self, column: str) -> bool:
        """Whether a column takes several values within a case, or no case has two rows."""
        case = self.roles.columns.get("case_id")
        if case is None:
            return True
        sample = self.cells.select(case, column).head(SAMPLE_ROWS).drop_nulls()
        cases = sample[case].n_unique()
        return cases == sample.height or sample.n_unique() > cases

    def _event_number(self, column: str, score: float) -> bool:
        """Whether a column called no more than "ID" numbers the rows."""
        return score <= WEAK_NAME and self.profiles[column].distinct_share == 1.0

    def _same_cases(self, columns: list[str]) -> bool:
        sample = self.cells.select(columns).head(SAMPLE_ROWS).drop_nulls()
        return all(sample[c].n_unique() == sample.n_unique() for c in columns)

    def _same_values(self, columns: list[str]) -> bool:
        first, *others = (self.cells[column].head(SAMPLE_ROWS) for column in columns)
        return all(first.equals(other) for other in others)

    def _date_only(self) -> bool:
        column = self.cells[self.roles.columns["timestamp"]]
        if column.dtype != pl.String:
            return bool(column.dtype == pl.Date)
        return not column.head(SAMPLE_ROWS).str.contains(r"\d{1,2}:\d{2}").any()

    def _milestones(self) -> bool:
        dates = [p for p in self.profiles.values() if p.dates > 0]
        case = self.roles.columns.get("case_id")
        single = case is not None and self.profiles[case].distinct_share == 1.0
        return single and len(dates) >= MILESTONE_COLUMNS


def _best(candidates: list[str], scores: dict[str, float]) -> list[str]:
    """The candidates with the highest score."""
    top = max((scores[c] for c in candidates), default=0.0)
    return [c for c in candidates if scores[c] == top]
