"""Sample log: building permits (Bauanträge), start and end of every step."""

import datetime as dt
from dataclasses import replace

from verwaltung_mining.simulation.delays import FastLane, SlowTransition
from verwaltung_mining.simulation.detours import InformationRequest, PingPong, ReturnLoop
from verwaltung_mining.simulation.office_calendar import office_calendar
from verwaltung_mining.simulation.process import (
    CaseAttribute,
    Duration,
    Process,
    Segment,
    Unit,
)
from verwaltung_mining.simulation.releases import WeeklyBatch
from verwaltung_mining.simulation.sample import Planted, Sample, Strength, step

REGISTRY, BUILDING, PLANNING, FIRE, LEADERS = (
    "Poststelle",
    "Bauaufsicht",
    "Stadtplanung",
    "Brandschutz",
    "Teamleitung",
)
PORTAL = Segment(attribute="Eingangskanal", values=("Bauportal",))
NOT_PORTAL = Segment(attribute="Eingangskanal", values=("Papier", "E-Mail"))
PAPER = Segment(attribute="Eingangskanal", values=("Papier",))
REGULAR = Segment(attribute="Verfahrensart", values=("Regelverfahren",))


PROCESS = Process(
    steps=(
        step("intake", "Antrag eingegangen", REGISTRY, 0.4, 0.01),
        step("check", "Vollständigkeit geprüft", BUILDING, 1.6, 4.0),
        step("fire", "Brandschutz geprüft", FIRE, 3.5, 8.0, only_for=REGULAR),
        step("planning", "Planungsrecht geprüft", PLANNING, 3.0, 7.0),
        step("assessment", "Bautechnik geprüft", BUILDING, 4.0, 5.0),
        step("draft", "Bescheid entworfen", BUILDING, 2.5, 1.5),
        step("signature", "Bescheid gezeichnet", LEADERS, 0.3, 0.7),
        step("dispatch", "Bescheid versandt", REGISTRY, 0.3, 1.0),
    ),
    units=(
        Unit(name=REGISTRY, staff=6),
        Unit(name=BUILDING, staff=14),
        Unit(name=PLANNING, staff=6),
        Unit(name=FIRE, staff=5),
        Unit(name=LEADERS, staff=5),
    ),
    calendar=office_calendar("NW"),
    first_day=dt.date(2023, 1, 9),
    arrivals_per_working_day=4.4,
    attributes=(
        CaseAttribute(
            name="Eingangskanal",
            role="channel",
            shares=(("Bauportal", 0.35), ("Papier", 0.35), ("E-Mail", 0.3)),
        ),
        CaseAttribute(
            name="Verfahrensart",
            role="case_type",
            shares=(("Vereinfacht", 0.6), ("Regelverfahren", 0.4)),
        ),
    ),
)

REQUEST = InformationRequest(
    key="request",
    after="check",
    request=step("request", "Nachforderung versandt", BUILDING, 0.5, 1.0),
    reply=step("reply", "Unterlagen nachgereicht", REGISTRY, 0.3, 21.0),
    share=0.3,
    segment=NOT_PORTAL,
)
PAPER_SLOW = SlowTransition(
    key="scan",
    source="intake",
    target="check",
    segment=PAPER,
    extra=Duration(hours=6 * 24.0),
)
BOUNCE = PingPong(
    key="bounce",
    after="planning",
    partner=BUILDING,
    activity="Zuständigkeit geklärt",
    share=0.12,
    gap=Duration(hours=60.0),
)
RETURN = ReturnLoop(
    key="return",
    after="draft",
    back_to="assessment",
    share=0.16,
    pause=Duration(hours=5 * 24.0),
)
SIGNING = WeeklyBatch(key="signing", at="signature", weekday=3, hour=9)
CHECKED_ONLINE = FastLane(
    key="portal", source="intake", target="check", segment=PORTAL, factor=0.25
)

BAUANTRAG = Sample(
    name="bauantrag",
    title="Building permits (Bauanträge)",
    process=PROCESS,
    planted=(
        Planted(
            plant=REQUEST,
            text="Documents are missing: after `Vollständigkeit geprüft` 30 % of the applications "
            "by `Papier` or `E-Mail` get `Nachforderung versandt`, wait about three weeks for "
            "`Unterlagen nachgereicht` and are checked again",
        ),
        Planted(
            plant=SIGNING,
            text="`Bescheid gezeichnet` happens once a week, on Thursdays from 9:00",
        ),
        Planted(
            plant=PAPER_SLOW,
            text="`Antrag eingegangen` → `Vollständigkeit geprüft`: six days more with "
            "`Eingangskanal` = `Papier` (waiting for the scanner)",
        ),
        Planted(
            plant=RETURN,
            text="From `Bescheid entworfen` 16 % go back to `Bautechnik geprüft`",
        ),
        Planted(
            plant=BOUNCE,
            text="After `Planungsrecht geprüft` 12 % bounce one to three times between "
            "`Stadtplanung` and `Bauaufsicht` (`Zuständigkeit geklärt`)",
        ),
    ),
    helpful=(CHECKED_ONLINE,),
    strength=Strength(
        text="Applications by `Bauportal` are pre-checked when filed: never a `Nachforderung`, and "
        "`Vollständigkeit geprüft` after a quarter of the usual wait, in every `Verfahrensart`",
        segment=PORTAL,
        instead=(replace(REQUEST, segment=None), SIGNING, PAPER_SLOW, RETURN, BOUNCE),
    ),
    cases=2000,
    export_day=dt.date(2024, 10, 14),
    timing="interval",
    case_prefix="B",
    person_prefix="SB-",
)
