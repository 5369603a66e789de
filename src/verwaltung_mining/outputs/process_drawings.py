"""Process map and process model as files."""

from typing import Literal

from verwaltung_mining.process_model.bpmn import bpmn_xml
from verwaltung_mining.process_model.discovery import Model
from verwaltung_mining.process_model.drawing import draw_map
from verwaltung_mining.process_model.graph import ProcessGraph
from verwaltung_mining.release import Released, opened
from verwaltung_mining.texts import Language


def map_picture(
    released: Released[ProcessGraph],
    *,
    title: str,
    language: Language,
    form: Literal["svg", "png", "pdf"],
) -> bytes:
    """The process map; the same graph gives the same bytes."""
    return draw_map(opened(released), title=title, language=language, form=form)


def bpmn_file(released: Released[Model]) -> bytes:
    """The process model as BPMN 2.0 with a diagram."""
    return bpmn_xml(opened(released)).encode()
