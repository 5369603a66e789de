"""The plan of a map: nothing lies on anything else, and the main path is straight."""

from itertools import combinations, pairwise

from hypothesis import given
from tests.process_model.processes import PERMIT, Routes, graph_of, routes

from verwaltung_mining.process_model.crossings import crossings, ordered
from verwaltung_mining.process_model.graph import END, START
from verwaltung_mining.process_model.layout import Layout, layered
from verwaltung_mining.process_model.routes import Point, Size

BOX = Size(width=100.0, height=30.0)
HIGH_BOX = Size(width=100.0, height=60.0, beside=20.0)
LABEL = Size(width=40.0, height=10.0)
TOLERANCE = 0.02
"""Places are rounded to hundredths of a point."""
STEPS = 12
"""Points looked at on each piece of a curve."""

Rectangle = tuple[float, float, float, float]


def layout_of(found: Routes) -> Layout:
    graph = graph_of(found)
    weights = {(e.source, e.target): float(e.count or 0) for e in graph.edges}
    return layered(weights, boxes_of(found), dict.fromkeys(weights, LABEL))


def boxes_of(found: Routes) -> dict[int, Size]:
    sizes = {n.activity: HIGH_BOX if n.activity % 2 else BOX for n in graph_of(found).nodes}
    return {START: BOX, END: BOX} | sizes


def rectangle(centre: Point, size: Size) -> Rectangle:
    (x, y), half, height = centre, size.width / 2, size.height / 2
    return (x - half, y - height, x + half + size.beside, y + height)


def overlap(a: Rectangle, b: Rectangle) -> bool:
    return (
        min(a[2], b[2]) - max(a[0], b[0]) > TOLERANCE
        and min(a[3], b[3]) - max(a[1], b[1]) > TOLERANCE
    )


def rectangles(found: Routes, layout: Layout) -> list[Rectangle]:
    boxes = [rectangle(layout.places[v], size) for v, size in boxes_of(found).items()]
    return boxes + [rectangle(centre, LABEL) for centre in layout.labels.values()]


def curve(points: tuple[Point, ...]) -> list[Point]:
    """Points on the line that the drawing makes of a route: curves with vertical tangents."""
    found = []
    for (x0, y0), (x1, y1) in pairwise(points):
        for step in range(STEPS + 1):
            t = step / STEPS
            smooth = t * t * (3 - 2 * t)
            y_middle = (y0 + y1) / 2
            y = (1 - t) ** 3 * y0 + 3 * t * (1 - t) * y_middle + t**3 * y1
            found.append((x0 + (x1 - x0) * smooth, y))
    return found


def test_main_path_of_a_permit_is_one_vertical_line() -> None:
    layout = layout_of(PERMIT)
    assert layout.main == (START, 0, 1, 3, END)
    assert len({layout.places[v][0] for v in layout.main}) == 1
    for path in pairwise(layout.main):
        assert len({x for x, _ in layout.routes[path]}) == 1


def test_log_without_cases_still_has_start_above_end() -> None:
    layout = layered({}, {START: BOX, END: BOX}, {})
    assert layout.places[START][1] < layout.places[END][1]
    assert layout.main == ()


@given(routes(most=10))
def test_main_path_is_straight_and_leads_down(found: Routes) -> None:
    layout = layout_of(found)
    for a, b in pairwise(layout.main):
        assert abs(layout.places[a][0] - layout.places[b][0]) <= TOLERANCE
        assert layout.places[a][1] < layout.places[b][1]


@given(routes(most=10))
def test_no_box_or_label_lies_on_another(found: Routes) -> None:
    for a, b in combinations(rectangles(found, layout_of(found)), 2):
        assert not overlap(a, b)


@given(routes(most=10))
def test_no_path_runs_through_a_box(found: Routes) -> None:
    layout = layout_of(found)
    sizes = {v: Size(width=s.width, height=s.height) for v, s in boxes_of(found).items()}
    for points in layout.routes.values():
        for x, y in curve(points):
            for v, size in sizes.items():
                left, top, right, bottom = rectangle(layout.places[v], size)
                inside = left + TOLERANCE < x < right - TOLERANCE
                assert not (inside and top + TOLERANCE < y < bottom - TOLERANCE)


@given(routes(most=10))
def test_path_begins_and_ends_at_its_boxes_and_back_paths_lead_up(found: Routes) -> None:
    layout = layout_of(found)
    sizes = boxes_of(found)
    for (source, target), points in layout.routes.items():
        down = 1 if (source, target) not in layout.back else -1
        assert points[0][1] == layout.places[source][1] + down * sizes[source].height / 2
        assert points[-1][1] == layout.places[target][1] - down * sizes[target].height / 2
        assert abs(points[0][0] - layout.places[source][0]) <= sizes[source].width / 2
        assert abs(points[-1][0] - layout.places[target][0]) <= sizes[target].width / 2
        assert (points[-1][1] - points[0][1]) * down > 0


@given(routes(most=10))
def test_everything_lies_within_width_and_height(found: Routes) -> None:
    layout = layout_of(found)
    for left, top, right, bottom in rectangles(found, layout):
        assert -TOLERANCE <= left < right <= layout.width + TOLERANCE
        assert -TOLERANCE <= top < bottom <= layout.height + TOLERANCE


@given(routes(activities=9, most=10))
def test_order_in_the_rows_loses_no_node_and_adds_no_crossing(found: Routes) -> None:
    links = sorted({(a, 100 + b) for sequence, _ in found for a, b in pairwise(sequence)})
    rows = [sorted({a for a, _ in links}), sorted({b for _, b in links})]
    result = ordered(rows, links)
    place = {v: i for row in result for i, v in enumerate(row)}
    pairs = combinations(links, 2)
    naive = sum((place[a] - place[c]) * (place[b] - place[d]) < 0 for (a, b), (c, d) in pairs)
    assert [sorted(row) for row in result] == rows
    assert crossings(result, links) == naive
    assert naive <= crossings(rows, links)
