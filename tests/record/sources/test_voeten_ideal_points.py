import pytest
from _support import fixture, run

from multipolar.basics.errors import SourceError

FILES = {
    "IdealpointestimatesAll_Apr2020.csv": "idealpoint_all",
    "IdealpointestimatesAll_Jul2023.csv": "idealpoint_all",
    "IdealpointestimatesNuclear_Apr2020.csv": "idealpoint_nuclear",
}


@pytest.mark.parametrize(("file", "code"), FILES.items())
def test_three_layouts_give_the_same_figures(file, code, tmp_path):
    found, context = run("voeten_ideal_points", {"all": fixture("voeten_ideal_points", file)}, tmp_path)
    rows = {(r["actor"], r["year"], r["code"]): r for r in found["indicator"]}
    assert len(rows) == 3 * 9
    assert rows["USA", 1946, code]["value"] == 1.5
    assert rows["SUN", 1990, f"{code}_q05"]["value"] == -1.8
    assert rows["CIV", 2019, f"{code}_votes"]["unit"] == "votes"
    assert {row["status"] for row in rows.values()} == {"estimated"}
    assert context.issues == []


def test_a_new_or_renamed_column_stops_the_source(tmp_path):
    text = fixture("voeten_ideal_points", "IdealpointestimatesAll_Jul2023.csv").read_text("utf-8")
    path = tmp_path / "IdealpointestimatesAll_x.csv"
    for old, new in (("Q50%All", "Median"), ("IdealPointAll", "Theta"), ("iso3c", "iso3c,region")):
        path.write_text(text.replace(old, new, 1), "utf-8")
        with pytest.raises(SourceError):
            run("voeten_ideal_points", {"all": path}, tmp_path)


def test_a_figure_that_is_none_is_refused_and_an_empty_one_not_reported(tmp_path):
    text = fixture("voeten_ideal_points", "IdealpointestimatesAll_Jul2023.csv").read_text("utf-8")
    path = tmp_path / "IdealpointestimatesAll_x.csv"
    path.write_text(text.replace("2.4,USA", "much,USA").replace("-0.9,RUS", "NA,RUS"), "utf-8")
    found, context = run("voeten_ideal_points", {"all": path}, tmp_path)
    assert len(context.issues) == 1
    empty = [row for row in found["indicator"] if row["value"] is None]
    assert [(row["actor"], row["status"]) for row in empty] == [("SUN", "not_reported")]


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.parametrize(("release", "states"), [("Apr2020", 10_469), ("Jul2023", 11_045)])
def test_every_published_row_is_read(shared, release, states, tmp_path):
    path = shared / "data" / "ideal-points" / f"IdealpointestimatesAll_{release}.csv"
    found, context = run("voeten_ideal_points", {"all": path}, tmp_path)
    # In the session of 1971 China's seat passed from one government to the other: two estimates, one seat.
    assert len(found["indicator"]) == 9 * (states - 1)
    assert [(issue.value, issue.count) for issue in context.issues] == [("713", 9)]
