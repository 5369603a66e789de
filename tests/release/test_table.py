"""Tables leave the gate without small cells and without cells that subtraction would give."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from verwaltung_mining.release import PrivacySettings, ReleasedTable, opened, release_table

LEAST = PrivacySettings().min_cases


def table(frame: pl.DataFrame, **options: object) -> ReleasedTable:
    return opened(release_table(frame, cases="cases", **options))  # type: ignore[arg-type]


def paths(*cases: int) -> pl.DataFrame:
    return pl.DataFrame({"path": [f"p{i}" for i in range(len(cases))], "cases": cases})


def test_rows_under_ten_cases_are_withheld_and_counted() -> None:
    result = table(paths(90, 10, 9, 1))
    assert result.frame["cases"].to_list() == [90, 10]
    assert result.suppressed == {"few_cases": 2}


def test_steps_of_few_persons_are_withheld_and_the_class_is_not_shown() -> None:
    frame = paths(90, 80, 70, 60).with_columns(k=pl.Series(["<5", "5-9", "unknown", None]))
    result = table(frame, k_class="k")
    assert result.frame["cases"].to_list() == [80, 70, 60]
    assert result.frame.columns == ["path", "cases"]
    assert result.suppressed == {"few_persons": 1}


def test_single_withheld_row_of_a_known_total_takes_the_smallest_with_it() -> None:
    result = table(paths(90, 40, 3), totals=[()])
    assert result.frame["cases"].to_list() == [90]
    assert result.suppressed == {"complementary": 1, "few_cases": 1}


def test_two_withheld_rows_hide_each_other() -> None:
    assert table(paths(90, 40, 3, 2), totals=[()]).frame["cases"].to_list() == [90, 40]


def test_totals_by_several_columns_are_protected_together() -> None:
    frame = pl.DataFrame({"source": list("aabb"), "target": list("xyxy"), "cases": [50, 3, 40, 60]})
    result = table(frame, totals=[["source"], ["target"]])
    assert result.frame.height == 0
    assert result.suppressed == {"complementary": 3, "few_cases": 1}


def test_empty_table_passes() -> None:
    assert table(paths().with_columns(pl.col("cases").cast(pl.Int64)), totals=[()]).suppressed == {}


def test_representation_counts_only() -> None:
    result = release_table(paths(90, 3), cases="cases")
    assert "p0" not in repr(result) + repr(opened(result))


@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.sampled_from("xyz"), st.integers(0, 40)),
        max_size=9, unique_by=lambda row: row[:2],
    )
)  # fmt: skip
def test_no_group_of_a_total_has_exactly_one_row_withheld_unless_all_are(
    rows: list[tuple[str, str, int]],
) -> None:
    schema = {"source": pl.String, "target": pl.String, "cases": pl.Int64}
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    shown = set(table(frame, totals=[["source"], ["target"]]).frame.rows())
    assert all(cases >= LEAST for _, _, cases in shown)
    for column in (0, 1):
        for label in {row[column] for row in rows}:
            group = [row for row in rows if row[column] == label]
            hidden = [row for row in group if row not in shown]
            assert len(hidden) != 1 or len(group) == 1


@given(st.lists(st.integers(0, 40), max_size=8))
def test_order_of_the_rows_is_kept(cases: list[int]) -> None:
    kept = table(paths(*cases).cast({"cases": pl.Int64})).frame["cases"].to_list()
    assert kept == [n for n in cases if n >= LEAST]
