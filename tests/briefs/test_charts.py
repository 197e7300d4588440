"""Charts say what they were given: no gap is joined, no name escapes its text, nothing is fetched."""

import json
import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from multipolar.basics.errors import AskedWronglyError
from multipolar.briefs.charts import (
    Bar,
    Line,
    bar_chart,
    dot_interval_chart,
    line_chart,
    palette,
    sparkline,
    write_svg,
)
from multipolar.briefs.charts.bars import bar_spec
from multipolar.briefs.charts.lines import line_spec

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = """</text><script>alert(1)</script>" onload="x' & \\u0022 ]][datum] \x00 \u202e"""
YEARS = list(range(2000, 2011))
GAP = Line("Chile", YEARS, [float(y - 2000) if y not in (2004, 2005, 2008) else None for y in YEARS])


def texts(svg):
    return ["".join(text.itertext()) for text in ET.fromstring(svg).iter(f"{SVG}text")]


def strokes(svg, colour):
    """The data of the paths drawn in a colour."""
    return [path.get("d") for path in ET.fromstring(svg).iter(f"{SVG}path") if path.get("stroke") == colour]


def every_kind(name):
    bars = [Bar(name, 1.5, 1, 2, name), Bar("Chile", None), Bar("Chile", -3)]
    return {
        "lines": line_chart([Line(name, [1, 2, 3], [1, 2, 3])], title=name, y_title=name, note=name),
        "thin": line_chart([Line(name, [1, 2], [1, 2]), GAP], title=name, x_title=name, width=360),
        "bars": bar_chart(bars, title=name, x_title=name, note=name),
        "points": dot_interval_chart(bars, title=name, x_title=name),
        "spark": sparkline(Line(name, [1, 2], [1, 2]), claimed=(2, 3), label=name),
    }


@pytest.mark.parametrize("kind", ["lines", "thin", "bars", "points", "spark"])
def test_hostile_names_stay_text(kind):
    svg = every_kind(HOSTILE)[kind]
    root = ET.fromstring(svg)
    assert not [element for element in root.iter() if element.tag.endswith("script")]
    assert not [key for element in root.iter() for key in element.attrib if key.startswith("on")]
    assert "<script>" in "".join(root.itertext()), "the name itself is still to be read"


# The renderer aborts the process on a sign that XML forbids, so every sign is tried in every place.
@settings(max_examples=25)
@given(st.text(st.characters(codec=None), min_size=1, max_size=30))
@example("if")
def test_no_sign_ends_the_process(name):
    for svg in every_kind(name).values():
        ET.fromstring(svg)


def test_every_control_sign_is_survived():
    for svg in every_kind(
        "".join(map(chr, [*range(0x20), *range(0x7F, 0xA0), 0xD800, 0xFFFE, 0xFFFF]))
    ).values():
        ET.fromstring(svg)


@pytest.mark.parametrize("kind", ["lines", "thin", "bars", "points", "spark"])
def test_nothing_is_fetched_and_the_picture_has_words(kind):
    svg = every_kind("Chile")[kind]
    root = ET.fromstring(svg)
    assert root.get("role") == "img"
    assert root.get("aria-label")
    assert root.find(f"{SVG}title") is not None
    assert not re.search(r"(href|src|@import|url\()", svg)
    assert "style=" not in svg, "pages forbid styles of their own to elements"
    assert re.findall(r"https?://[^\"' ]+", svg) == ["http://www.w3.org/2000/svg"] * svg.count("xmlns")


def test_no_gap_is_joined():
    svg = line_chart([GAP], title="Gaps")
    drawn = strokes(svg, palette.colour(0))
    assert len(drawn) == 3, "2000-2003, 2006-2007, 2009-2010"
    assert [len(re.findall("[ML]", path)) for path in drawn] == [4, 2, 2]


def test_years_left_out_are_a_gap_too():
    svg = line_chart([Line("Chile", [2000, 2001, 2002, 2006, 2007], [1, 2, 3, 4, 5])], title="Gaps")
    assert len(strokes(svg, palette.colour(0))) == 2


def test_a_value_alone_is_a_dot_in_chart_and_card():
    alone = Line("Chile", [2000, 2001, 2002, 2003, 2004], [1, 2, None, 3, None])
    assert len(strokes(line_chart([alone], title="One"), palette.colour(0))) == 1
    assert sparkline(alone).count("<circle") == 1


def test_years_have_no_separators_and_large_values_have_words():
    said = texts(line_chart([Line("Chile", [1990, 2000, 2010], [0, 4e8, 2.5e9])], title="Trade"))
    assert {"1990", "2000", "2010"} <= set(said)
    assert "1 bn" in said
    assert not [text for text in said if re.search(r"\d,\d{3}", text)]


def test_zero_is_drawn_where_values_lie_on_both_sides():
    both = line_chart([Line("a", [1, 2], [-1, 1])], title="t")
    above = line_chart([Line("a", [1, 2], [9, 10])], title="t")
    assert both.count('stroke-width="1.2"') == 1
    assert above.count('stroke-width="1.2"') == 0
    assert "0" not in texts(above), "an axis far from zero does not begin there"
    assert "0" in texts(line_chart([Line("a", [1, 2], [9, 10])], title="t", zero=True))


def test_no_data_is_a_word_and_zero_a_figure():
    said = texts(bar_chart([Bar("A", None), Bar("B", 0), Bar("C", -1.25)], title="t"))
    assert {"no data", "0", "\N{MINUS SIGN}1.25"} <= set(said)


def test_two_bars_of_one_name_are_two_rows():
    said = texts(bar_chart([Bar("Chile", 1), Bar("Chile", 2)], title="t"))
    assert said.count("Chile") == 2


def test_the_words_hold_every_figure():
    described = (
        ET.fromstring(bar_chart([Bar("A", 2, 1, 3), Bar("B", None)], title="t")).find(f"{SVG}desc").text
    )
    assert "A: 2 (1 to 3)" in described
    assert "B: no data" in described


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: line_chart([], title="T"), "0 lines"),
        (lambda: line_chart([GAP] * 13, title="T"), "13 lines"),
        (lambda: line_chart([Line("Chile", [1], [None])], title="T"), "has no value"),
        (lambda: bar_chart([], title="T"), "0 rows"),
        (lambda: line_chart([GAP], title="T", width=100), "100 by 400 pixels"),
        (lambda: bar_chart([Bar("A", 1)], title="T", width=0), "0 pixels wide"),
        (lambda: Line("Chile", [1, 2], [1]), "different length"),
        (lambda: Line("Chile", [2, 1], [1, 2]), "do not rise"),
        (lambda: Line("Chile", [1], [1], low=[0]), "one edge"),
        (lambda: Line("Chile", [1], [float("nan")]), "no finite number"),
        (lambda: Bar("Chile", 1, low=0), "one end"),
        (lambda: sparkline(Line("Chile", [1], [None])), "has no value"),
    ],
)
def test_what_cannot_be_drawn_is_said(make, said):
    with pytest.raises(AskedWronglyError, match=said):
        make()


def test_a_picture_is_written_by_its_ending(tmp_path):
    svg = sparkline(Line("Chile", [1, 2], [1, 2]))
    assert write_svg(tmp_path / "a.svg", svg).read_text("utf-8") == svg
    assert write_svg(tmp_path / "a.PNG", svg).read_bytes().startswith(b"\x89PNG")
    with pytest.raises(AskedWronglyError, match=r"does not end in \.svg or \.png"):
        write_svg(tmp_path / "a.jpg", svg)
    with pytest.raises(AskedWronglyError, match="no folder"):
        write_svg(tmp_path / "none" / "a.svg", svg)


def test_altair_reads_the_descriptions():
    altair = pytest.importorskip("altair")
    lines, _ = line_spec([GAP], x_title="Year", width=720, height=400, zero=None)
    bars = bar_spec("point", [Bar("A", 1, 0, 2)], [["A"]], [], x_title="x", width=720, height=80)
    for spec in (lines, bars):
        chart = altair.Chart.from_dict(json.loads(json.dumps(spec)))
        assert len(chart.to_dict()["layer"]) == len(spec["layer"])
