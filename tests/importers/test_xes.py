from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest
from tests.importers.xes_text import STAMP, attribute, event, log, trace, write

from verwaltung_mining.errors import ColumnMissingError, FileUnreadableError
from verwaltung_mining.eventlog.raw import RAW_EVENT_SCHEMA, RawLog
from verwaltung_mining.importers.options import ReadOptions
from verwaltung_mining.importers.xes import read_xes


@pytest.fixture
def read(tmp_path: Path):
    def read_text(text: str, *, packed: bool = False, **options: object) -> RawLog:
        return read_xes(write(tmp_path, text, packed=packed), ReadOptions(**options))

    return read_text


def reason(raw: RawLog, column: str, role: str) -> str:
    (found,) = [d.reason for d in raw.provenance.columns if (d.column, d.role) == (column, role)]
    return found


def test_events_have_the_columns_of_the_raw_schema(read) -> None:
    raw = read(log(trace(event(org__resource="kr", org__group="Bauamt"))))
    assert raw.events.collect().schema == RAW_EVENT_SCHEMA
    assert raw.labelled().rows() == [
        (
            "case 1",
            "A",
            None,
            datetime(2024, 1, 2, 7, 15, 30, tzinfo=UTC),
            "second",
            date(2024, 1, 2),
            "kr",
            "Bauamt",
            0,
        )
    ]
    assert raw.rows_read == 1
    assert not raw.quarantined
    assert not raw.quality_counts


@pytest.mark.parametrize(
    "namespace",
    ["", ' xmlns="http://www.xes-standard.org/"', ' xmlns="http://code.deckfour.org/xes"'],
)
def test_any_namespace_is_read(read, namespace: str) -> None:
    assert read(log(trace(event()), namespace=namespace)).labelled().height == 1


def test_prefixed_elements_are_read(read) -> None:
    text = log(trace(event()), namespace=' xmlns:x="http://www.xes-standard.org/"')
    prefixed = text.replace("<", "<x:").replace("<x:/", "</x:").replace("<x:log ", "<x:log ")
    assert read(prefixed).labelled()["activity"].to_list() == ["A"]


def test_gzip_is_known_by_its_first_bytes_not_by_its_name(read) -> None:
    assert read(log(trace(event())), packed=True).labelled().height == 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1"])
def test_encodings_that_the_file_declares_are_followed(tmp_path: Path, encoding: str) -> None:
    declared = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>'
    path = tmp_path / "log.xes"
    path.write_bytes((declared + log(trace(event("Prüfung")))).encode(encoding))
    assert read_xes(path, ReadOptions()).labelled()["activity"].to_list() == ["Prüfung"]


def test_numeric_entities_and_markup_become_characters(read) -> None:
    text = log(trace(event("x"))).replace('value="x"', 'value="A&#252;b &lt;i&gt; &amp;"')
    assert read(text).labelled()["activity"].to_list() == ["Aüb <i> &"]


def test_trace_attributes_may_stand_behind_the_events(read) -> None:
    first = trace(event(), attribute("channel", "online"), name="a")
    second = trace(event(), attribute("channel", "paper"), name="b")
    values = read(log(first, second)).case_attributes
    assert values.rows(named=True) == [
        {"case_id": "a", "channel": "online"},
        {"case_id": "b", "channel": "paper"},
    ]


def test_nested_attributes_lists_and_containers_get_dotted_names(read) -> None:
    def case(name: str, inner: str) -> str:
        nested = attribute("result", name, inner=attribute("kind", inner))
        items = attribute("p", inner) + attribute("p", "z")
        listed = f'<list key="parts"><values>{items}</values></list>'
        held = f'<container key="box">{attribute("colour", inner)}</container>'
        return trace(nested, listed, held, event(), name=name)

    raw = read(log(*(case(str(i), "xy"[i % 2]) for i in range(8))))
    wanted = {"result.kind": "x", "parts.p": "x, z", "box.colour": "x"}
    row = raw.case_attributes.row(0, named=True)
    assert {key: row[key] for key in wanted} == wanted


def test_attributes_nested_in_an_event_do_not_replace_its_own(read) -> None:
    inner = attribute("concept:name", "inner")
    text = log(
        trace(event("outer").replace("</event>", attribute("x", "1", inner=inner) + "</event>"))
    )
    assert read(text).labelled()["activity"].to_list() == ["outer"]


def test_rows_that_cannot_be_used_are_set_aside_with_their_reason(read) -> None:
    raw = read(
        log(
            event("no case"),
            trace(
                event(),
                event(None),
                event("  "),
                event(stamp=None),
                event(stamp="soon"),
                event(stamp="1970-01-01T00:00:00+00:00"),
                event(stamp="2024-02-30T10:00:00"),
            ),
        )
    )
    assert raw.rows_read == 8
    assert raw.labelled().height == 1
    assert raw.quarantined == {
        "activity_missing": 2,
        "case_missing": 1,
        "timestamp_missing": 1,
        "timestamp_sentinel": 1,
        "timestamp_unreadable": 2,
    }
    assert raw.quarantine.rows() == [
        (1, "case_missing"),
        (3, "activity_missing"),
        (4, "activity_missing"),
        (5, "timestamp_missing"),
        (6, "timestamp_unreadable"),
        (7, "timestamp_sentinel"),
        (8, "timestamp_unreadable"),
    ]


def test_an_event_without_a_name_is_named_by_the_declared_classifier(read) -> None:
    classifier = '<classifier name="Activity" keys="step \'sub step\' lifecycle:transition"/>'
    unnamed = event(None, **{"step": "check", "sub step": "fee"})
    assert read(log(classifier, trace(unnamed))).labelled()["activity"].to_list() == ["check+fee"]
    assert read(log(classifier, trace(event("A", step="b")))).labelled()["activity"].to_list() == [
        "A"
    ]


def test_global_defaults_are_not_values(read) -> None:
    scope = f'<global scope="event">{attribute("concept:name", "UNKNOWN")}</global>'
    raw = read(log(scope, trace(event(), event(None))))
    assert raw.quarantined == {"activity_missing": 1}


def test_cases_without_a_name_are_numbered_and_counted(read) -> None:
    raw = read(log(trace(event(), event(), name=None), trace(event(), name="#1")))
    assert raw.labelled()["case_id"].to_list() == ["##1", "##1", "#1"]
    assert raw.quality_counts == {"case_without_name": 1}


def test_empty_traces_are_counted_and_leave_no_case(read) -> None:
    raw = read(log("<trace/>", trace(attribute("channel", "desk"), name="b"), trace(event())))
    assert raw.quality_counts == {"case_without_event": 2}
    assert raw.case_attributes["case_id"].to_list() == ["case 1"]


def test_two_traces_with_one_name_are_one_case(read) -> None:
    raw = read(log(trace(event("A")), trace(event("B"))))
    assert raw.labelled()["case_id"].to_list() == ["case 1", "case 1"]
    assert raw.quality_counts == {"case_name_repeated": 1}
    assert raw.case_attributes.height == 1


def test_events_keep_the_order_of_the_file(read) -> None:
    raw = read(log(trace(event("B"), event(None), event("A"))))
    assert raw.labelled().select("activity", "order").rows() == [("B", 0), ("A", 1)]


def test_an_export_that_lists_the_newest_event_first_is_read_from_its_end(read) -> None:
    stamps = ["2024-01-04", "2024-01-03", "2024-01-02", "2024-01-02"]
    raw = read(log(trace(*(event(name, s) for name, s in zip("DCBA", stamps, strict=True)))))
    assert raw.labelled().sort("order")["activity"].to_list() == ["A", "B", "C", "D"]
    assert "newest first" in raw.provenance.reading["order_of_ties"]


def test_a_declared_attribute_orders_events_of_one_stamp(read) -> None:
    raw = read(log(trace(event("B", pos="2"), event("A", pos="1"))), order="pos")
    assert raw.labelled().sort("order")["activity"].to_list() == ["A", "B"]
    assert reason(raw, "pos", "order") == "named by the user"


def test_the_role_stands_for_the_unit_where_no_group_is_named(read) -> None:
    raw = read(log(trace(event(org__role="CLERK"), event(org__group="EMPTY"))))
    assert raw.labelled()["org_unit"].to_list() == ["CLERK", None]
    assert "the role stands for the unit" in reason(raw, "org:role", "org_unit")


def test_the_group_is_the_unit_and_markers_for_nothing_are_null(read) -> None:
    groups = [event(org__group=group, org__role="x") for group in ("Bauamt", "EMPTY", "unknown")]
    assert read(log(trace(*groups))).labelled()["org_unit"].to_list() == [
        "Bauamt",
        None,
        None,
    ]


def test_a_resource_column_of_roles_is_declared_as_such(read) -> None:
    raw = read(log(trace(event(org__resource="STAFF MEMBER"), event(org__resource="SYSTEM"))))
    assert raw.quality_counts == {"resource_is_role": 2}
    assert "holds roles" in reason(raw, "org:resource", "person")


def test_two_short_names_are_persons(read) -> None:
    raw = read(log(trace(event(org__resource="kr"), event(org__resource="mü"))))
    assert not raw.quality_counts


def cases_with(values: list[str], key: str) -> str:
    return log(
        *(trace(event(**{key: v}), event(**{key: v}), name=str(i)) for i, v in enumerate(values))
    )


def test_event_attributes_constant_within_cases_become_case_attributes(read) -> None:
    raw = read(cases_with(["online", "paper"] * 5, "channel"))
    assert [a.name for a in raw.attribute_list] == ["channel"]
    assert raw.case_attributes["channel"].to_list() == ["online", "paper"] * 5


def test_event_attributes_that_change_within_cases_are_left_out_with_the_reason(read) -> None:
    raw = read(log(trace(event(question="yes"), event(question="no"))))
    assert raw.attribute_list == ()
    assert reason(raw, "question", "dropped") == "changes within the case"


def test_attributes_whose_values_are_the_resources_are_dropped(read) -> None:
    people = ["anna", "bert", "cleo", "dora"]
    cases = (
        trace(attribute("Lead", person), event(org__resource=person), name=str(i))
        for i, person in enumerate(people * 3)
    )
    raw = read(log(*cases))
    assert raw.attribute_list == ()
    assert "resource" in reason(raw, "Lead", "dropped")


def test_what_the_exporting_tool_adds_is_no_case_attribute(read) -> None:
    cases = (trace(attribute("variant", "Variant 1"), event(), name=str(i)) for i in range(4))
    assert reason(read(log(*cases)), "variant", "dropped") == "written by the exporting tool"


def test_readable_names_of_coded_activities_are_offered(read) -> None:
    rows = [event("A_1", activityNameEN="register", activityNameDE="erfassen")] * 9
    rows += [event("A_1", activityNameEN="scan", activityNameDE="einlesen")]
    rows += [event("A_2", activityNameEN="close")]
    raw = read(log(trace(*rows)))
    assert raw.activity_names == {"A_1": "erfassen / einlesen"}
    assert raw.labelled()["activity"].unique().sort().to_list() == ["A_1", "A_2"]


def test_a_name_that_repeats_the_activity_is_not_offered(read) -> None:
    assert read(log(trace(event("A", activity_name="A")))).activity_names == {}


def test_the_user_may_name_other_keys(read) -> None:
    raw = read(
        log(trace(event("code", task="Prüfen", who="kr", team="Bauamt"), attribute("Az", "7/24"))),
        case_id="Az",
        activity="task",
        resource="who",
        org_unit="team",
    )
    assert raw.labelled().select("case_id", "activity", "person", "org_unit").rows() == [
        ("7/24", "Prüfen", "kr", "Bauamt")
    ]


def test_roles_under_keys_of_the_exporters_own_are_guessed_and_reported(read) -> None:
    def step(what: str, when: str, who: str, where: str) -> str:
        keys = {"Arbeitsschritt": what, "Zeitstempel": when, "Bearbeiter/in": who}
        return event(None, None, **keys, Organisationseinheit=where)

    raw = read(
        log(
            trace(
                step("prüfen", "2024-01-02T08:00:30", "kr", "Bauamt"),
                step("zahlen", "2024-01-03T08:00:30", "mü", "Kasse"),
            )
        )
    )
    assert raw.labelled().select("activity", "person", "org_unit").rows() == [
        ("prüfen", "kr", "Bauamt"),
        ("zahlen", "mü", "Kasse"),
    ]
    assert reason(raw, "Bearbeiter/in", "person") == "guessed from its name"
    assert reason(raw, "Organisationseinheit", "org_unit") == "guessed from its name"


def test_a_unit_that_never_changes_within_a_case_is_an_attribute_of_the_case(read) -> None:
    cases = (
        trace(event(Abteilung=unit), event(Abteilung=unit), name=str(number))
        for number, unit in enumerate(["Nord", "Süd"] * 6)
    )
    raw = read(log(*cases))
    assert raw.labelled()["org_unit"].null_count() == raw.labelled().height
    assert [a.name for a in raw.attribute_list] == ["Abteilung"]


def test_standard_keys_go_before_guesses_even_where_the_activity_is_guessed(read) -> None:
    row = event(None, Arbeitsschritt="prüfen", Bearbeiter="x", org__resource="kr")
    assert read(log(trace(row))).labelled().select("activity", "person").rows() == [
        ("prüfen", "kr")
    ]


def test_standard_keys_go_before_guesses(read) -> None:
    raw = read(log(trace(event(org__resource="kr", Bearbeiter="x"), event(Bearbeiter="y"))))
    assert raw.labelled()["person"].to_list() == ["kr", None]


def test_activities_are_renamed_as_asked(read) -> None:
    raw = read(log(trace(event("A"), event("B"))), rename_activity={"A": "Antrag"})
    assert raw.labelled()["activity"].to_list() == ["Antrag", "B"]


def test_a_start_stamp_beside_the_completion_is_read(read) -> None:
    raw = read(log(trace(event(start_timestamp="2024-01-02T08:00:00+01:00"))))
    assert raw.labelled()["start"].to_list() == [datetime(2024, 1, 2, 7, tzinfo=UTC)]


def test_start_and_complete_become_one_event(read) -> None:
    raw = read(
        log(
            trace(
                event("A", "2024-01-02T08:00:00Z", lifecycle__transition="START"),
                event("A", "2024-01-02T09:00:00Z", lifecycle__transition="COMPLETE"),
            )
        )
    )
    assert raw.labelled().select("start", "timestamp").rows() == [
        (datetime(2024, 1, 2, 8, tzinfo=UTC), datetime(2024, 1, 2, 9, tzinfo=UTC))
    ]
    assert raw.rows_read == raw.labelled().height + sum(raw.merged.values())


def test_states_in_the_lifecycle_are_reported_and_not_paired(read) -> None:
    rows = [event(lifecycle__transition=state) for state in ("In Progress", "Wait - User")]
    raw = read(log(trace(*rows)))
    assert raw.labelled().height == 2
    assert "every row is an event" in reason(raw, "lifecycle:transition", "lifecycle")


def test_provenance_names_file_digest_and_versions_but_no_folder(tmp_path: Path) -> None:
    path = write(tmp_path, log(trace(event())))
    provenance = read_xes(path, ReadOptions()).provenance
    assert (provenance.source, provenance.importer) == ("log.xes", "xes")
    assert len(provenance.sha256) == 64
    assert str(tmp_path) not in repr(provenance)


def test_a_log_without_events_is_refused(read) -> None:
    with pytest.raises(FileUnreadableError, match="holds no event"):
        read(log("<trace/>"))


@pytest.mark.parametrize(
    ("text", "options", "named"),
    [
        (log(trace(event(None, farbe="A"))), {}, "the activity.*: farbe, time:timestamp"),
        (log(trace(event(stamp=None))), {}, "the timestamp.*: concept:name"),
        (log(trace(event())), {"activity": "Schritt"}, "no column 'Schritt'.*--activity"),
        (log(trace(event())), {"resource": "Concept:Name"}, "did you mean 'concept:name'"),
        (log(trace(event())), {"case_id": "Az"}, "no column 'Az'.*--case-id"),
        (log(trace(event())), {"attributes": ("Art",)}, "no column 'Art'.*case_attributes"),
    ],
)
def test_a_role_that_no_event_fills_is_named(read, text: str, options: dict, named: str) -> None:
    with pytest.raises(ColumnMissingError, match=named):
        read(text, **options)


def test_the_same_file_gives_the_same_log(tmp_path: Path) -> None:
    cases = (trace(event(a=str(i), b="x"), name=str(i)) for i in range(20))
    path = write(tmp_path, log(*cases))
    one, two = (read_xes(path, ReadOptions()) for _ in range(2))
    assert one.provenance == two.provenance
    assert one.labelled().equals(two.labelled())
    assert one.case_attributes.equals(two.case_attributes)


def test_a_hundred_thousand_events_in_one_case_are_read(read) -> None:
    raw = read(log(trace(event(stamp=STAMP) * 100_000)))
    assert raw.labelled().height == 100_000
    assert raw.labelled()["order"].equals(
        pl.int_range(100_000, dtype=pl.UInt32, eager=True).alias("order")
    )
