"""The agreement that permits the comparison of units is printed by every output."""

import datetime as dt

import pytest
from tests.sample_document import document

from verwaltung_mining.outputs.candidates_csv import candidates_csv
from verwaltung_mining.outputs.explanation import explanation
from verwaltung_mining.outputs.html import analysis_html, candidate_html
from verwaltung_mining.outputs.json_document import json_document
from verwaltung_mining.outputs.markdown import summary_markdown
from verwaltung_mining.outputs.terminal import terminal_text
from verwaltung_mining.release import (
    PrivacySettings,
    ReleaseContext,
    Released,
    release_analysis,
)
from verwaltung_mining.release.document import AnalysisDocument
from verwaltung_mining.release.policy import AgreementSettings
from verwaltung_mining.texts import LANGUAGES, Language

REFERENCE = "Dienstvereinbarung 2025-03, § 4"


def outputs(released: Released[AnalysisDocument], language: Language) -> dict[str, str]:
    return {
        "terminal": terminal_text(released, language),
        "explanation": explanation(released, "1", language),
        "json": json_document(released).decode(),
        "csv": candidates_csv(released, language).decode(),
        "excel": candidates_csv(released, language, excel=True).decode("utf-8-sig"),
        "markdown": summary_markdown(released, language).decode(),
        "notebook": analysis_html(released, language),
        "notebook, one candidate": candidate_html(released, "1", language),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_output_cites_it_and_none_without_it(language: Language) -> None:
    cited = AgreementSettings(reference=REFERENCE, date=dt.date(2025, 3, 1), scope="units")
    with_it = ReleaseContext(policy=PrivacySettings(agreement=cited))
    for name, text in outputs(release_analysis(document(), with_it), language).items():
        assert REFERENCE in text, name
    for name, text in outputs(release_analysis(document(), ReleaseContext()), language).items():
        assert REFERENCE not in text, name
