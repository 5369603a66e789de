"""A small office for the tests of the simulator, and one plant of every kind in it."""

import datetime as dt
from dataclasses import replace

from verwaltung_mining.simulation.delays import FastLane, HandoverDelay, LongWait, SlowTransition
from verwaltung_mining.simulation.detours import (
    ExtraStep,
    InformationRequest,
    PingPong,
    ReturnLoop,
    SelfLoop,
)
from verwaltung_mining.simulation.hooks import Plant
from verwaltung_mining.simulation.office_calendar import office_calendar
from verwaltung_mining.simulation.process import (
    CaseAttribute,
    Duration,
    Process,
    Segment,
    Unit,
)
from verwaltung_mining.simulation.releases import NightlyBatch, WeeklyBatch
from verwaltung_mining.simulation.sample import step

DESK, OFFICE, CASHIER = "Poststelle", "Fachamt", "Kasse"
PAPER = Segment(attribute="Eingangskanal", values=("Papier",))

PROCESS = Process(
    steps=(
        step("intake", "Eingang", DESK, 0.3, 0.01),
        step("check", "Prüfung", OFFICE, 2.0, 3.0),
        step("draft", "Entwurf", OFFICE, 2.0, 1.5),
        step("sign", "Zeichnung", OFFICE, 0.5, 1.5),
        step("pay", "Zahlung", CASHIER, 0.3, 3.0),
    ),
    units=(
        Unit(name=DESK, staff=3),
        Unit(name=OFFICE, staff=5),
        Unit(name=CASHIER, staff=2),
    ),
    calendar=office_calendar("BY"),
    first_day=dt.date(2023, 3, 6),
    arrivals_per_working_day=4.0,
    attributes=(
        CaseAttribute(
            name="Eingangskanal", role="channel", shares=(("Papier", 0.4), ("Online", 0.6))
        ),
    ),
)
"""Its plain route is Eingang, Prüfung, Entwurf, Zeichnung, Zahlung."""

UNLIMITED = replace(PROCESS, units=tuple(replace(u, staff=None) for u in PROCESS.units))
"""The same office where nobody ever waits for a person."""

PROBLEMS: tuple[Plant, ...] = (
    ReturnLoop(key="return", after="draft", back_to="check", share=0.3, pause=Duration(hours=48.0)),
    SelfLoop(key="pieces", after="check", share=0.3, gap=Duration(hours=200.0)),
    PingPong(
        key="bounce",
        after="sign",
        partner=CASHIER,
        activity="Abgabe",
        share=0.3,
        gap=Duration(hours=30.0),
    ),
    InformationRequest(
        key="request",
        after="check",
        request=step("request", "Nachforderung", OFFICE, 0.3, 1.0),
        reply=step("reply", "Unterlagen nachgereicht", DESK, 0.3, 14.0),
        share=0.3,
    ),
    ExtraStep(
        key="extra", after="draft", step=step("second", "Zweitprüfung", OFFICE, 0.5, 4.0), share=0.3
    ),
    SlowTransition(
        key="slow", source="intake", target="check", segment=PAPER, extra=Duration(hours=150.0)
    ),
    LongWait(key="wait", source="sign", target="pay", wait=Duration(hours=100.0)),
    HandoverDelay(
        key="passed",
        source="check",
        target="draft",
        unit=CASHIER,
        share=0.3,
        extra=Duration(hours=150.0),
    ),
    WeeklyBatch(key="weekly", at="sign", weekday=2, hour=9),
    NightlyBatch(key="nightly", at="pay", hour=20),
)
HELP = FastLane(key="fast", source="intake", target="check", segment=PAPER, factor=0.1)


def kind(plant: Plant) -> str:
    """Name of a plant's kind, for the ids of the tests."""
    return type(plant).__name__
