"""Sample log: housing benefit (Wohngeld), completions only."""

import datetime as dt
from dataclasses import replace

from verwaltung_mining.simulation.delays import FastLane, HandoverDelay
from verwaltung_mining.simulation.detours import ExtraStep, InformationRequest, SelfLoop
from verwaltung_mining.simulation.office_calendar import office_calendar
from verwaltung_mining.simulation.process import CaseAttribute, Duration, Process, Segment, Unit
from verwaltung_mining.simulation.releases import WeeklyBatch
from verwaltung_mining.simulation.sample import Planted, Sample, Strength, step

DESK, BENEFIT, STAND_IN, REVIEW, CASHIER = (
    "Servicestelle",
    "Wohngeldstelle",
    "Vertretung",
    "Fachaufsicht",
    "Kasse",
)
ADVICE = Segment(attribute="Eingangskanal", values=("Beratung",))
NO_ADVICE = Segment(attribute="Eingangskanal", values=("Online", "Post"))
FIRST_TIME = Segment(attribute="Antragsart", values=("Erstantrag",))

PROCESS = Process(
    steps=(
        step("intake", "Antrag eingegangen", DESK, 0.3, 0.01),
        step("record", "Antrag erfasst", DESK, 1.0, 4.0),
        step("household", "Haushalt geprüft", BENEFIT, 1.5, 4.0, only_for=FIRST_TIME),
        step("check", "Unterlagen geprüft", BENEFIT, 1.8, 3.0),
        step("income", "Einkommen berechnet", BENEFIT, 2.5, 1.5),
        step("review", "Vier-Augen-Prüfung", REVIEW, 1.5, 4.0),
        step("decision", "Bescheid erstellt", BENEFIT, 0.8, 2.5),
        step("payment", "Zahlung angewiesen", CASHIER, 0.2, 0.7),
    ),
    units=(
        Unit(name=DESK, staff=6),
        Unit(name=BENEFIT, staff=10),
        Unit(name=STAND_IN, staff=5),
        Unit(name=REVIEW, staff=5),
        Unit(name=CASHIER, staff=5),
    ),
    calendar=office_calendar("SN"),
    first_day=dt.date(2023, 3, 6),
    arrivals_per_working_day=4.6,
    attributes=(
        CaseAttribute(
            name="Eingangskanal",
            role="channel",
            shares=(("Online", 0.4), ("Post", 0.35), ("Beratung", 0.25)),
        ),
        CaseAttribute(
            name="Antragsart",
            role="case_type",
            shares=(("Erstantrag", 0.45), ("Weiterleistung", 0.55)),
        ),
        CaseAttribute(
            name="Stadtteil",
            role="other",
            shares=(("Nord", 0.3), ("Mitte", 0.25), ("Süd", 0.25), ("Ost", 0.2)),
        ),
    ),
)

REQUEST = InformationRequest(
    key="request",
    after="check",
    request=step("request", "Nachforderung versandt", BENEFIT, 0.4, 0.8),
    reply=step("reply", "Unterlagen nachgereicht", DESK, 0.3, 14.0),
    share=0.3,
    segment=NO_ADVICE,
)
PIECES = SelfLoop(key="pieces", after="income", share=0.18, gap=Duration(hours=11 * 24.0))
PASSED_ON = HandoverDelay(
    key="passed on",
    source="check",
    target="income",
    unit=STAND_IN,
    share=0.3,
    extra=Duration(hours=7 * 24.0),
)
EXTRA = ExtraStep(
    key="extra",
    after="review",
    step=step("superior", "Leitung beteiligt", REVIEW, 0.4, 5.0),
    share=0.28,
)
PAYMENT_RUN = WeeklyBatch(key="payment run", at="payment", weekday=1, hour=10)
FILLED_TOGETHER = FastLane(
    key="advice", source="intake", target="record", segment=ADVICE, factor=0.25
)

WOHNGELD = Sample(
    name="wohngeld",
    title="Housing benefit (Wohngeld)",
    process=PROCESS,
    planted=(
        Planted(
            plant=PAYMENT_RUN,
            text="`Zahlung angewiesen` happens once a week, on Tuesdays from 10:00",
        ),
        Planted(
            plant=REQUEST,
            text="Documents are missing: after `Unterlagen geprüft` 30 % of the applications by "
            "`Online` or `Post` get `Nachforderung versandt`, wait about two weeks for "
            "`Unterlagen nachgereicht` and are checked again",
        ),
        Planted(
            plant=PIECES,
            text="`Einkommen berechnet` is interrupted in 18 % of the cases and taken up again "
            "after about eleven days by the same unit (work in pieces)",
        ),
        Planted(
            plant=PASSED_ON,
            text="`Unterlagen geprüft` → `Einkommen berechnet`: 30 % are passed from "
            "`Wohngeldstelle` to `Vertretung` and wait seven days more",
        ),
        Planted(
            plant=EXTRA,
            text="`Leitung beteiligt` as an additional step after `Vier-Augen-Prüfung` in 28 % of "
            "otherwise equal cases",
        ),
    ),
    helpful=(FILLED_TOGETHER,),
    strength=Strength(
        text="Applications by `Beratung` are filled in together with an adviser: never a "
        "`Nachforderung`, and `Antrag erfasst` after a quarter of the usual wait, in every "
        "`Antragsart`",
        segment=ADVICE,
        instead=(PAYMENT_RUN, replace(REQUEST, segment=None), PIECES, PASSED_ON, EXTRA),
    ),
    cases=2100,
    export_day=dt.date(2024, 12, 2),
    timing="completion_only",
    case_prefix="W",
    person_prefix="W-",
)
