"""Labels keep apart, fit where they stand, and colours differ in grey."""

import itertools
import json
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.briefs.charts import Bar, Line, bar_chart, dot_interval_chart, line_chart, palette
from multipolar.briefs.charts.spread import spread, whole_ticks
from multipolar.briefs.charts.text import cut, number, text_width, wrap
from multipolar.briefs.maps import world_map
from multipolar.briefs.maps.values import _ABOVE, _BELOW, _CATEGORIES, _SEQUENTIAL

_NAMES = [
    "Chile", "Russian Federation", "United States of America", "China", "Brazil", "Côte d’Ivoire",
    "Bolivia (Plurinational State of)", "Venezuela (Bolivarian Republic of)", "India", "South Africa",
    "United Kingdom of Great Britain and Northern Ireland", "Germany",
]  # fmt: skip
_YEARS = list(range(1946, 2025))
# Text boxes hold the room above and below letters; 2 pixels of that may meet without letters touching.
_SLACK = 2
_LOOK = """<meta charset="utf-8"><body style="margin:0">%s<pre id="o"></pre><script>
const all = [...document.querySelectorAll("body>svg")];
document.getElementById("o").textContent = JSON.stringify(all.map(svg => {
  const page = svg.getBoundingClientRect();
  return {page: [page.left, page.top, page.right, page.bottom],
    texts: [...svg.querySelectorAll("text")].flatMap(t => {
      const b = t.getBoundingClientRect();
      return b.width ? [[t.textContent, b.left, b.top, b.right, b.bottom]] : [];})}}));
</script>"""


@given(st.lists(st.floats(0, 300), min_size=1, max_size=20))
def test_labels_stand_apart_in_the_order_of_their_lines(places):
    moved = spread(places, 15, 0, 300)
    step = min(15, 300 / max(1, len(places) - 1))
    ordered = sorted(moved)
    assert all(b - a >= step - 1e-6 for a, b in itertools.pairwise(ordered))
    assert ordered[0] >= -1e-6
    assert ordered[-1] <= 300 + 1e-6
    for (a, b), (c, d) in itertools.combinations(zip(places, moved, strict=True), 2):
        assert a >= c or b < d, "lines that end above are labelled above"


@given(st.lists(st.floats(0, 300), min_size=1, max_size=12))
def test_labels_with_room_do_not_move(places):
    apart = all(b - a >= 15 for a, b in itertools.pairwise(sorted(places)))
    if apart:
        assert spread(places, 15, 0, 300) == pytest.approx(places)


@given(st.integers(-5000, 5000), st.integers(1, 5000), st.integers(2, 20))
def test_ticks_are_whole_round_and_few(low, span, most):
    ticks = whole_ticks(low, low + span, most)
    assert 1 <= len(ticks) <= most
    assert all(low <= tick <= low + span for tick in ticks) or len(ticks) == 1
    assert len({b - a for a, b in itertools.pairwise(ticks)}) <= 1


@given(st.text(min_size=1, max_size=80), st.floats(40, 300))
def test_text_is_cut_to_its_room(text, room):
    assert text_width(cut(text, room, 12), 12) <= room + 12
    assert len(wrap(text, room, 12, 2)) <= 2


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"), (-0.0, "0"), (0.5, "0.5"), (12.34, "12.3"), (1234, "1,234"), (-3.25, "−3.25"),
        (999.6, "999.6"), (999.96, "1,000"),
        (1.5e6, "1.5 million"), (2e9, "2 billion"), (100, "100"), (1e-5, "0.00001"), (999_999, "999,999"),
    ],
)  # fmt: skip
def test_numbers_as_people_read_them(value, written):
    assert number(value) == written


def lightness(colour):
    """CIE L*, 0 black to 100 white."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _rgb(colour)]
    y = sum(part * weight for part, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))
    return 116 * y ** (1 / 3) - 16 if y > 0.008856 else 903.3 * y


def _rgb(colour):
    return [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]


# A difference of 10 in L* between large areas, and of neighbours in a row of lines, is plain in grey print.
@pytest.mark.parametrize("colours", [_SEQUENTIAL, _BELOW, _ABOVE])
def test_classes_of_a_map_go_one_way_in_grey(colours):
    steps = [lightness(a) - lightness(b) for a, b in itertools.pairwise(colours)]
    assert min(steps) > 10


def test_categories_differ_in_grey_or_by_their_stripes():
    plain = [fill.colour for fill in _CATEGORIES if not fill.pattern]
    assert min(abs(lightness(a) - lightness(b)) for a, b in itertools.combinations(plain, 2)) > 10
    assert len(set(_CATEGORIES)) == len(_CATEGORIES)


def test_the_first_lines_differ_in_grey():
    first = palette.SERIES[:3]
    assert min(abs(lightness(a) - lightness(b)) for a, b in itertools.combinations(first, 2)) > 10
    assert all(abs(lightness(a) - lightness(b)) > 10 for a, b in itertools.pairwise(palette.SERIES))


def hard_cases():
    walks = [
        Line(n, _YEARS, [((y * (i + 3)) % 17) / 9 - i / 5 for y in _YEARS]) for i, n in enumerate(_NAMES)
    ]
    same = [Line(name, [2000, 2010], [place, 1.0]) for place, name in enumerate(_NAMES)]
    bars = [Bar(n, (-1) ** i * (i + 0.5) * 1e7, -2e8 + i, 2e8 + i, "EW"[i % 2]) for i, n in enumerate(_NAMES)]
    return {
        "twelve": line_chart(walks, title="Ideal points " * 12, y_title="Ideal point", note="Source. " * 30),
        "one end": line_chart(same, title="t", x_title="Year"),
        "thin": line_chart(walks[:4], title="A title on a thin page", y_title="y", note="n " * 60, width=360),
        "money": line_chart([Line("a", _YEARS, [y * 5e8 for y in _YEARS])], title="t", y_title="US dollars"),
        "bars": bar_chart(bars, title="Balance", x_title="US dollars", note="n"),
        "thin bars": bar_chart(bars, title="Balance", x_title="US dollars", width=360),
        "points": dot_interval_chart(bars, title="t", x_title="US dollars", width=480),
        "map": world_map({"CHL": 1.0, "RUS": 2e9}, title="Map " * 40, legend="US dollars", note="n " * 90),
        "thin map": world_map({"CHL": "yes"}, title="Map", legend="Vote", kind="category", width=360),
    }


@pytest.mark.browser
def test_texts_keep_apart_and_inside_in_a_browser(tmp_path):
    chromium = shutil.which("chromium")
    if not chromium:
        pytest.skip("no Chromium")
    cases = hard_cases()
    page = tmp_path / "page.html"
    page.write_text(_LOOK % "".join(cases.values()), encoding="utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}/profile"]
    run = subprocess.run(
        [chromium, *options, "--dump-dom", page.as_uri()],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    found = json.loads(run.stdout.split('<pre id="o">')[1].split("</pre>")[0].replace("&amp;", "&"))
    assert len(found) == len(cases)
    for name, look in zip(cases, found, strict=True):
        assert overlapping(look["texts"]) == [], name
        left, top, right, bottom = look["page"]
        outside = [t for t in look["texts"] if t[1] < left or t[2] < top or t[3] > right or t[4] > bottom]
        assert outside == [], name


def overlapping(texts):
    return [
        (a[0], b[0])
        for a, b in itertools.combinations(texts, 2)
        if min(a[3], b[3]) - max(a[1], b[1]) > _SLACK and min(a[4], b[4]) - max(a[2], b[2]) > _SLACK
    ]
