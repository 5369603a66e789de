"""The note that an analysis looked at a random sample of the cases."""

from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.release.document import Quality
from verwaltung_mining.texts import Text


def sample_quality(log: AnalysedLog) -> tuple[Quality, ...]:
    """How many of the completed cases were looked at; nothing where all were."""
    looked_at, all_cases = log.cases.height, log.whole.cases
    if looked_at == all_cases:
        return ()
    return (
        Quality(
            code="random_sample",
            severity="info",
            count=looked_at,
            share=looked_at / all_cases,
            consequence=CONSEQUENCE,
            remedy=REMEDY,
        ),
    )


CONSEQUENCE = Text(
    de="Das Protokoll ist lang: Vorschläge und Stärken beruhen auf so vielen zufällig gezogenen "
    "Fällen; betroffene Fälle und Falltage sind auf alle hochgerechnet, und der Bereich enthält, "
    "was der Zufall der Ziehung ausmacht. Umfang, Durchlaufzeiten und Prozesslandkarte sind die "
    "aller Fälle. Was sehr selten ist, kann fehlen.",
    en="The log is long: candidates and strengths rest on so many cases drawn at random; affected "
    "cases and case-days are projected to all, and the range holds what the chance of drawing "
    "makes of them. Size, throughput times and process map are those of all cases. What is very "
    "rare may be missing.",
)
REMEDY = Text(
    de="Mehr Fälle sieht sich die Auswertung mit `sample_events` unter [analysis] der "
    "Einstellungen an; eine Million Ereignisse braucht etwa 1 GB Arbeitsspeicher.",
    en="`sample_events` under [analysis] of the settings makes the analysis look at more cases; a "
    "million events takes about 1 GB of memory.",
)
