"""Sample log: trade registration (Gewerbeanmeldung), XES."""

import datetime as dt

from verwaltung_mining.simulation.delays import FastLane, LongWait, SlowTransition
from verwaltung_mining.simulation.detours import PingPong, ReturnLoop
from verwaltung_mining.simulation.office_calendar import office_calendar
from verwaltung_mining.simulation.process import CaseAttribute, Duration, Process, Segment, Unit
from verwaltung_mining.simulation.releases import NightlyBatch
from verwaltung_mining.simulation.sample import Planted, Sample, Strength, step

DESK, TRADE, ORDER, CASHIER = "Bürgerservice", "Gewerbestelle", "Ordnungsamt", "Kasse"
ONLINE = Segment(attribute="Eingangskanal", values=("Online",))
BY_POST = Segment(attribute="Eingangskanal", values=("Post",))
LICENSED = Segment(attribute="Vorgangsart", values=("erlaubnispflichtig",))

PROCESS = Process(
    steps=(
        step("intake", "Anmeldung eingegangen", DESK, 0.3, 0.01),
        step("check", "Angaben geprüft", TRADE, 0.8, 1.5),
        step("fee", "Gebühr erhoben", CASHIER, 0.2, 4.0),
        step("reliability", "Zuverlässigkeit geprüft", ORDER, 1.5, 6.0, only_for=LICENSED),
        step("register", "Register eingetragen", TRADE, 0.6, 1.5),
        step("certificate", "Gewerbeschein ausgestellt", TRADE, 0.4, 0.7),
        step("notice", "Behörden unterrichtet", TRADE, 0.2, 0.5),
    ),
    units=(
        Unit(name=DESK, staff=6),
        Unit(name=TRADE, staff=6),
        Unit(name=ORDER, staff=5),
        Unit(name=CASHIER, staff=5),
    ),
    calendar=office_calendar("HE"),
    first_day=dt.date(2023, 5, 8),
    arrivals_per_working_day=3.0,
    attributes=(
        CaseAttribute(
            name="Eingangskanal",
            role="channel",
            shares=(("Online", 0.4), ("Schalter", 0.3), ("Post", 0.3)),
        ),
        CaseAttribute(
            name="Vorgangsart",
            role="case_type",
            shares=(("erlaubnisfrei", 0.75), ("erlaubnispflichtig", 0.25)),
        ),
    ),
)

POST_SLOW = SlowTransition(
    key="post",
    source="intake",
    target="check",
    segment=BY_POST,
    extra=Duration(hours=5 * 24.0),
)
BOUNCE = PingPong(
    key="bounce",
    after="check",
    partner=ORDER,
    activity="Zuständigkeit abgestimmt",
    share=0.16,
    gap=Duration(hours=36.0),
)
RETURN = ReturnLoop(
    key="return",
    after="certificate",
    back_to="register",
    share=0.18,
    pause=Duration(hours=3 * 24.0),
)
SILENCE = LongWait(
    key="silence",
    source="certificate",
    target="notice",
    wait=Duration(hours=3 * 24.0, shape=4.0),
)
NIGHT_LIST = NightlyBatch(key="night list", at="notice", hour=20)
PAID_AT_ONCE = FastLane(key="paid", source="check", target="fee", segment=ONLINE, factor=0.1)

GEWERBEANMELDUNG = Sample(
    name="gewerbeanmeldung",
    title="Trade registration (Gewerbeanmeldung)",
    process=PROCESS,
    planted=(
        Planted(
            plant=SILENCE,
            text="`Gewerbeschein ausgestellt` → `Behörden unterrichtet`: every case waits three "
            "days for a reason that the log does not show",
        ),
        Planted(
            plant=POST_SLOW,
            text="`Anmeldung eingegangen` → `Angaben geprüft`: five days more with "
            "`Eingangskanal` = `Post`",
        ),
        Planted(
            plant=BOUNCE,
            text="After `Angaben geprüft` 16 % bounce one to three times between `Gewerbestelle` "
            "and `Ordnungsamt` (`Zuständigkeit abgestimmt`)",
        ),
        Planted(
            plant=RETURN,
            text="From `Gewerbeschein ausgestellt` 18 % go back to `Register eingetragen`",
        ),
        Planted(
            plant=NIGHT_LIST,
            text="`Behörden unterrichtet` waits for the list that is printed at 20:00",
        ),
    ),
    helpful=(PAID_AT_ONCE,),
    strength=Strength(
        text="`Online` applicants pay at once: `Gebühr erhoben` after a tenth of the usual wait, "
        "in every `Vorgangsart`",
        segment=ONLINE,
        instead=(SILENCE, POST_SLOW, BOUNCE, RETURN, NIGHT_LIST),
    ),
    cases=860,
    export_day=dt.date(2024, 7, 1),
    timing="completion_only",
    case_prefix="G",
    person_prefix="G-",
)
