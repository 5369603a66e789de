"""Process map and process model as the user sees them."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal, get_args

from verwaltung_mining.disk.whole_file import write_file
from verwaltung_mining.errors import SettingsError
from verwaltung_mining.outputs.process_drawings import bpmn_file, map_picture
from verwaltung_mining.pipeline import Prepared, fitness_of
from verwaltung_mining.process_model.discovery import Model
from verwaltung_mining.process_model.graph import ProcessGraph
from verwaltung_mining.release import Released, opened
from verwaltung_mining.texts import Language, Text

Form = Literal["svg", "png", "pdf"]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ProcessMap:
    """The main paths of a process with counts and median times."""

    graph: Released[ProcessGraph]
    name: str

    def to_svg(self, language: Language = "en") -> bytes:
        """The picture as SVG."""
        return map_picture(self.graph, title=self.name, language=language, form="svg")

    def save(self, path: str | Path, *, force: bool = False, language: Language = "en") -> None:
        """Write the picture; the ending .svg, .png or .pdf decides the format.

        Raises SettingsError for another ending, OutputExistsError where the file exists.
        """
        target = Path(path)
        form = _form(target)
        picture = map_picture(self.graph, title=self.name, language=language, form=form)
        write_file(target, picture, force=force)

    def _repr_html_(self) -> str:
        return self.to_svg().decode()

    def __repr__(self) -> str:
        graph = opened(self.graph)
        size = f"{len(graph.nodes)} activities, {len(graph.edges)} paths"
        return f"<ProcessMap of {self.name}: {size}>"


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class ProcessModel:
    """The model that pm4py discovered from the variants."""

    model: Released[Model]
    prepared: Prepared

    @cached_property
    def fitness(self) -> float:
        """How well the model and the cases agree, 0 to 1, by replaying every variant once."""
        return fitness_of(self.prepared, self.model)

    def to_bpmn(self) -> bytes:
        """The model as a BPMN 2.0 file."""
        return bpmn_file(self.model)

    def save(self, path: str | Path, *, force: bool = False) -> None:
        """Write the BPMN file. Raises OutputExistsError where it exists."""
        write_file(Path(path), self.to_bpmn(), force=force)

    def __repr__(self) -> str:
        return "<ProcessModel: to_bpmn() or save(file) give it as BPMN 2.0>"


def _form(path: Path) -> Form:
    ending = path.suffix.lower().removeprefix(".")
    for form in get_args(Form):
        if ending == form:
            chosen: Form = form
            return chosen
    raise SettingsError(
        Text(
            de=f"Das Format „{path.suffix}“ kann die Karte nicht haben.",
            en=f"the map cannot be written as '{path.suffix}'.",
        ),
        hint=Text(de="Möglich sind .svg, .png und .pdf.", en="use .svg, .png or .pdf."),
    )
