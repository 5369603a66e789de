"""What to tell about a file that is not a whole and harmless XES log."""

from lxml import etree

from verwaltung_mining.errors import FileUnreadableError
from verwaltung_mining.texts import Text

OTHER_FORMATS = {
    "object-types": Text(de="ein objektzentriertes Log (OCEL)", en="an object-centric log (OCEL)"),
    "WorkflowLog": Text(de="eine MXML-Datei", en="an MXML file"),
    "pnml": Text(de="ein Petri-Netz (PNML)", en="a Petri net (PNML)"),
    "definitions": Text(de="ein BPMN-Modell", en="a BPMN model"),
    "html": Text(de="eine HTML-Seite", en="an HTML page"),
}
"""Element that gives another format away → what it is."""


def no_event(file_name: str) -> FileUnreadableError:
    return FileUnreadableError(
        Text(de=f"{file_name} enthält kein Ereignis.", en=f"{file_name} holds no event."),
        hint=Text(de="Prüfen Sie den Filter der Ausleitung.", en="check the filter of the export."),
    )


def document_type(file_name: str) -> FileUnreadableError:
    return FileUnreadableError(
        Text(
            de=f"{file_name} enthält einen Dokumenttyp (DOCTYPE) mit möglichen Entitäten.",
            en=f"{file_name} holds a document type (DOCTYPE), which may define entities.",
        ),
        hint=Text(
            de="XES braucht keinen. Entfernen Sie die Angabe, wenn Sie der Quelle vertrauen.",
            en="XES needs none. Remove the DOCTYPE declaration if you trust the source.",
        ),
    )


def not_xes(file_name: str, element: str) -> FileUnreadableError:
    known = OTHER_FORMATS.get(element)
    return FileUnreadableError(
        Text(
            de=f"{file_name} ist keine XES-Datei, sondern "
            + (known.de if known else f"XML mit dem Element <{element[:40]}>")
            + ".",
            en=f"{file_name} is not an XES file but "
            + (known.en if known else f"XML with the element <{element[:40]}>")
            + ".",
        ),
        hint=Text(
            de="Leiten Sie das Protokoll als XES oder als CSV-Tabelle aus.",
            en="export the log as XES or as a CSV table.",
        ),
    )


def malformed(file_name: str, error: etree.XMLSyntaxError) -> FileUnreadableError:
    reason = (error.msg or "").partition(", line")[0]
    return FileUnreadableError(
        Text(
            de=f"{file_name} ist kein vollständiges XML (Zeile {error.lineno}: {reason}).",
            en=f"{file_name} is not complete XML (line {error.lineno}: {reason}).",
        ),
        hint=Text(
            de="Vermutlich ist die Datei abgeschnitten oder beschädigt; leiten Sie sie neu aus.",
            en="the file is probably cut off or damaged; export it again.",
        ),
    )


def unpackable(file_name: str) -> FileUnreadableError:
    return FileUnreadableError(
        Text(
            de=f"{file_name} lässt sich nicht bis zum Ende entpacken.",
            en=f"{file_name} cannot be unpacked to its end.",
        ),
        hint=Text(
            de="Die Übertragung brach wohl ab; kopieren Sie die Datei noch einmal.",
            en="its transfer probably broke off; copy the file again.",
        ),
    )


def unopened(file_name: str) -> FileUnreadableError:
    return FileUnreadableError(
        Text(de=f"{file_name} lässt sich nicht öffnen.", en=f"{file_name} cannot be opened."),
        hint=Text(
            de="Prüfen Sie Pfad und Leserechte.", en="check the path and your right to read it."
        ),
    )


def empty(file_name: str) -> FileUnreadableError:
    return FileUnreadableError(
        Text(de=f"{file_name} ist leer.", en=f"{file_name} is empty."),
        hint=Text(de="Leiten Sie das Protokoll neu aus.", en="export the log again."),
    )


def zipped(file_name: str) -> FileUnreadableError:
    return FileUnreadableError(
        Text(de=f"{file_name} ist ein ZIP-Archiv.", en=f"{file_name} is a ZIP archive."),
        hint=Text(
            de="Entpacken Sie es und geben Sie die XES-Datei darin an.",
            en="unpack it and name the XES file inside.",
        ),
    )


def bomb(file_name: str, unpacked: int, ratio: int) -> FileUnreadableError:
    return FileUnreadableError(
        Text(
            de=f"{file_name} entpackt sich auf mehr als {unpacked // 2**20} MiB, das "
            f"{ratio}-Fache seiner Größe; so verhält sich kein Protokoll.",
            en=f"{file_name} unpacks to more than {unpacked // 2**20} MiB, "
            f"{ratio} times its size; no log behaves like that.",
        ),
        hint=Text(
            de="Entpacken Sie die Datei selbst, wenn Sie der Quelle vertrauen.",
            en="unpack the file yourself if you trust the source.",
        ),
    )
