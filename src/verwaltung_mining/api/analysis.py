"""An analysis as the user sees it; everything in it has passed the privacy gate."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import polars as pl

from verwaltung_mining.api.pictures import ProcessMap, ProcessModel
from verwaltung_mining.errors import DataError
from verwaltung_mining.outputs.candidate_table import is_counted
from verwaltung_mining.outputs.explanation import explanation
from verwaltung_mining.outputs.html import analysis_html, candidate_html
from verwaltung_mining.outputs.json_document import json_document
from verwaltung_mining.outputs.result_folder import (
    check_result_folder,
    read_result_folder,
    write_result_folder,
)
from verwaltung_mining.outputs.terminal import next_steps, terminal_text
from verwaltung_mining.outputs.words import plural
from verwaltung_mining.pipeline import Prepared, model_of, process_map_of
from verwaltung_mining.release import Released, opened
from verwaltung_mining.release.document import AnalysisDocument, Confidence
from verwaltung_mining.texts import Language, Text

MAP = "map.svg"
MODEL = "model.bpmn"
ONE, MANY = Text(de="Vorschlag", en="candidate"), Text(de="Vorschläge", en="candidates")
HINT, HINTS = Text(de="Hinweis", en="hint"), Text(de="Hinweise", en="hints")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CandidateView:
    """One candidate of an analysis."""

    document: Released[AnalysisDocument]
    id: str
    rank: int
    detector: str
    title: Text
    confidence: Confidence

    def explain(self, language: Language = "en") -> str:
        """The candidate in full: evidence, formula, comparison, doubts, questions, experiment."""
        return explanation(self.document, self.id, language)

    def _repr_html_(self) -> str:
        return candidate_html(self.document, self.id, "en")

    def __repr__(self) -> str:
        return f"<{self.id}: {self.title.en} ({self.confidence})>"


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Analysis:
    """Ranked improvement candidates and what stands behind them."""

    document: Released[AnalysisDocument]
    prepared: Prepared | None = None
    """The measured log; None where the analysis was opened from its folder."""

    @property
    def candidates(self) -> Sequence[CandidateView]:
        """The candidates, the surest large saving first."""
        return [
            CandidateView(
                document=self.document,
                id=c.id,
                rank=c.rank,
                detector=c.detector,
                title=c.title,
                confidence=c.confidence,
            )
            for c in opened(self.document).candidates
        ]

    @cached_property
    def map(self) -> ProcessMap:
        """The process map of the main paths."""
        return ProcessMap(graph=process_map_of(self._log()), name=opened(self.document).log.name)

    @cached_property
    def model(self) -> ProcessModel:
        """The discovered process model."""
        return ProcessModel(model=model_of(self._log()), prepared=self._log())

    def explain(self, key: str, language: Language = "en") -> str:
        """One candidate in full, by id, beginning of an id, or rank.

        Raises UnknownNameError where none or several fit.
        """
        return explanation(self.document, key, language)

    def to_text(self, language: Language = "en", *, top: int | None = None) -> str:
        """The result as `analyze` prints it, in at most 100 columns."""
        return terminal_text(self.document, language, top=top)

    def next_steps(
        self, language: Language = "en", *, source: str, saved: bool = False
    ) -> list[str]:
        """The commands that lead on from here: from the log or, if `saved`, from its folder."""
        return next_steps(self.document, language, source=source, saved=saved)

    def to_json(self) -> str:
        """The result document; its schema ships with the package."""
        return json_document(self.document).decode()

    def to_polars(self) -> pl.DataFrame:
        """One row per candidate: rank, id, detector, cases, saving and its interval, confidence."""
        rows = [
            {
                "rank": c.rank,
                "id": c.id,
                "detector": c.detector,
                "title": c.title.en,
                "affected_cases": c.affected_cases,
                "standalone": c.benefit.standalone if c.benefit else None,
                "fair_share": c.benefit.fair_share if c.benefit else None,
                "low": c.benefit.low if c.benefit else None,
                "high": c.benefit.high if c.benefit else None,
                "confidence": c.confidence,
            }
            for c in opened(self.document).candidates
        ]
        return pl.DataFrame(rows, schema=CANDIDATE_COLUMNS)

    @staticmethod
    def check_folder(folder: str | Path, *, force: bool = False) -> None:
        """Raise what `save` to this folder would raise: to be asked before a long analysis."""
        check_result_folder(Path(folder), (MAP, MODEL), force=force)

    def save(
        self,
        folder: str | Path,
        *,
        force: bool = False,
        excel: bool = False,
        language: Language = "en",
    ) -> tuple[str, ...]:
        """Write analysis.json, candidates.csv, summary.md, map.svg and model.bpmn to a folder.

        Raises OutputExistsError where the folder exists and `force` is not given.
        """
        drawings: dict[str, bytes] = {}
        if self.prepared is not None and self.prepared.may_be_drawn:
            drawings = {MAP: self.map.to_svg(language), MODEL: self.model.to_bpmn()}
        return write_result_folder(
            self.document, Path(folder), language, drawings=drawings, excel=excel, force=force
        )

    def _log(self) -> Prepared:
        if self.prepared is None:
            raise DataError(
                Text(
                    de="Zu dieser Auswertung liegt das Protokoll nicht vor.",
                    en="the log of this analysis is not at hand.",
                ),
                hint=Text(
                    de="Nennen Sie statt des Ergebnisordners den Export oder das Protokoll.",
                    en="name the export or the imported log instead of the result folder.",
                ),
            )
        return self.prepared

    def _repr_html_(self) -> str:
        return analysis_html(self.document, "en")

    def __repr__(self) -> str:
        document = opened(self.document)
        counted = sum(is_counted(candidate) for candidate in document.candidates)
        hints = plural(len(document.candidates) - counted, HINT, HINTS, "en")
        return f"<Analysis of {document.log.name}: {plural(counted, ONE, MANY, 'en')}, {hints}>"


CANDIDATE_COLUMNS = {
    "rank": pl.Int64,
    "id": pl.String,
    "detector": pl.String,
    "title": pl.String,
    "affected_cases": pl.Int64,
    "standalone": pl.Float64,
    "fair_share": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "confidence": pl.String,
}


def open_analysis(folder: str | Path) -> Analysis:
    """The analysis that `Analysis.save` wrote; map and model need the log itself.

    Raises FileUnreadableError where there is none.
    """
    return Analysis(document=read_result_folder(Path(folder)))
