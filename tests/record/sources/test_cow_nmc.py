import zipfile
from pathlib import Path

import pytest
from _support import fixture, refused, run

from multipolar.basics.errors import SourceError

ABRIDGED = fixture("cow_nmc", "NMC-60-abridged.csv")


def value(rows: list[dict], actor: str, code: str, year: int) -> dict:
    (found,) = [r for r in rows if (r["actor"], r["code"], r["year"]) == (actor, code, year)]
    return found


def test_pounds_before_1914_and_dollars_after(tmp_path):
    rows = run("cow_nmc", {"abridged": ABRIDGED}, tmp_path)[0]["indicator"]
    assert value(rows, "BRA", "milex", 1913)["unit"] == "thousands of current British pounds"
    assert value(rows, "BRA", "milex", 1914)["unit"] == "thousands of current US dollars"
    assert len(rows) == 5 * 7


def test_missing_and_zero_stay_apart(tmp_path):
    rows = run("cow_nmc", {"abridged": ABRIDGED}, tmp_path)[0]["indicator"]
    missing, zero = value(rows, "CHL", "milex", 1884), value(rows, "CHL", "irst", 1884)
    assert (missing["value"], missing["status"]) == (None, "not_reported")
    assert (zero["value"], zero["status"]) == (0.0, "reported")


def test_one_number_two_states(tmp_path):
    rows = run("cow_nmc", {"abridged": ABRIDGED}, tmp_path)[0]["indicator"]
    assert value(rows, "SUN", "tpop", 1985)["value"] == 277_500
    assert value(rows, "RUS", "tpop", 2016)["value"] == 143_500


def test_the_zip_in_the_zip(tmp_path):
    inner, outer = tmp_path / "NMC-60-abridged.zip", tmp_path / "NMC_Documentation-6.0.zip"
    with zipfile.ZipFile(inner, "w") as packed:
        packed.write(ABRIDGED, ABRIDGED.name)
    with zipfile.ZipFile(outer, "w") as packed:
        packed.write(inner, f"NMC_Documentation/{inner.name}")
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    assert (
        run("cow_nmc", {"archive": outer}, scratch)[0] == run("cow_nmc", {"abridged": ABRIDGED}, scratch)[0]
    )


def test_an_impossible_figure_is_an_issue(tmp_path):
    path = tmp_path / ABRIDGED.name
    path.write_text(ABRIDGED.read_text().replace(",2400,", ",-24,"))
    rows, context = run("cow_nmc", {"abridged": path}, tmp_path)
    assert len(rows["indicator"]) == 4 * 7
    assert [issue.reason for issue in context.issues] == ["tpop is -24, outside what it can be"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [("milex", "milexp", "no column 'milex'"), ("version", "version,milex7", "milex7")],
)
def test_a_changed_layout_stops_the_source(tmp_path, old, new, said):
    path = tmp_path / ABRIDGED.name
    path.write_text(ABRIDGED.read_text().replace(old, new, 1))
    with pytest.raises(SourceError, match=said):
        run("cow_nmc", {"abridged": path}, tmp_path)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "file", "states", "missing", "china"),
    [
        ("abridged", "cow-raw/NMC-60-abridged.csv", 15_951, 2217 + 426 + 26 + 68 + 448, 0.2203252),
        ("packaged", "peacesciencer-cow/cow_nmc.csv.gz", 17_121, 2360 + 456 + 26 + 68 + 448, 0.22036418),
    ],
)
def test_the_published_files(shared: Path, tmp_path, name, file, states, missing, china):
    rows, context = run("cow_nmc", {name: shared / "data" / file}, tmp_path)
    assert not refused(context)
    # In 1990 both 255 (from 3 October) and 260 (until then) are Germany.
    assert [(i.locator, i.value) for i in context.issues] == [("260 1990", "260")]
    assert len(rows["indicator"]) == 7 * (states - 1)
    assert value(rows["indicator"], "CHN", "cinc", 2012)["value"] == china
    assert value(rows["indicator"], "SUN", "milper", 1985)["value"] == 3_900
    assert sum(r["status"] == "not_reported" for r in rows["indicator"]) == missing
