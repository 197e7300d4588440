"""``multipolar trade`` and ``multipolar reliance`` as a person runs them, and asked wrongly."""

import csv
import io
import json
from pathlib import Path

import pytest

from multipolar.cli import main

Ran = tuple[int, str, str]


def run(capsys: pytest.CaptureFixture[str], *words: object) -> Ran:
    code = main([*map(str, words), "--record", "/nonexistent"])
    out, err = capsys.readouterr()
    return code, out, err


def test_flow_shows_each_report_and_says_what_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "trade", "flow", "CHL", "RUS", "--since", "2014", "--until", "2018")
    assert code == 0
    assert "1,181,452,000" in out
    assert [line.split()[1] for line in out.splitlines()[1:3]] == ["own", "partner"]
    assert "exporters report free on board, importers with cost, insurance and freight" in err
    assert "no figures reconciled: out of coverage" in err
    assert "baci" in err


def test_flow_as_csv_and_json_keeps_every_kind_of_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "trade", "flow", "CHL", "RUS", "--csv", "--quiet")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert (code, err) == (0, "")
    last = rows[-1]
    assert (last["year"], last["exports"], last["exports_is"]) == ("2023", "", "out_of_coverage")
    assert (last["imports"], last["imports_is"]) == ("64090000.0", "estimated")
    code, out, _ = run(capsys, "trade", "flow", "CHL", "RUS", "--json", "--year", 2014)
    found = json.loads(out)
    own = next(flow for flow in found["flows"] if flow["report"] == "own")
    assert own["exports"] == 768e6
    assert own["exports_locators"][0].startswith("fruitnet.com")
    assert found["silent"]["reconciled"]["is"] == "out_of_coverage"
    out_way = next(m for m in found["mirrors"] if m["direction"] == "exports")
    assert out_way["difference"] == pytest.approx(818_384_000 - 768_000_000)


def test_change_gives_per_cent_multiple_and_rate(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "trade", "change", "CHL", "RUS", "--since", 2013, "--until", 2018, "--csv")
    rows = {r["what"]: r for r in csv.DictReader(io.StringIO(out))}
    assert code == 0
    assert float(rows["turnover"]["multiple"]) == pytest.approx(1181.452 / 743.732, abs=5e-4)
    assert "holds no prices of the United States" in err
    assert "pull world_bank" in err


def test_partners_and_map_and_charts(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, err = run(
        capsys,
        "trade",
        "partners",
        "RUS",
        "--year",
        2021,
        "--direction",
        "exports",
        "--plot",
        tmp_path / "p.svg",
    )
    assert code == 0
    assert out.splitlines()[1].split()[:3] == ["1", "BRA", "Brazil"]
    assert "no total with the world" in err
    assert (tmp_path / "p.svg").read_text(encoding="utf-8").startswith("<svg")
    code, out, _ = run(
        capsys, "trade", "map", "RUS", "--region", "Latin America and the Caribbean", "--year", 2021, "--csv",
        "--out", tmp_path / "m.svg",
    )  # fmt: skip
    rows = {r["actor"]: r for r in csv.DictReader(io.StringIO(out))}
    assert rows["BRA"]["usd"] == "5264496000.0"
    assert (rows["GRD"]["usd"], rows["GRD"]["is"]) == ("", "not_reported")
    assert "Brazil: " in (tmp_path / "m.svg").read_text(encoding="utf-8")
    code, *_ = run(capsys, "trade", "flow", "CHL", "RUS", "--plot", tmp_path / "f.svg")
    assert code == 0
    assert "Exports" in (tmp_path / "f.svg").read_text(encoding="utf-8")


def test_dependence_gives_no_share_of_trade_that_it_cannot_know(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "trade", "dependence", "CHL", "RUS", "--year", 2018, "--json")
    rows = {row["measure"]: row for row in json.loads(out)["rows"]}
    assert code == 0
    assert rows["exports of trade"]["share"] is None
    assert rows["exports of product"]["share"] == pytest.approx(1_056_973_000 / 295.857562992e9, rel=1e-3)
    assert "Pull baci" in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("trade", "products", "CHL", "RUS"), "Pull baci"),
        (("trade", "complementarity", "CHL", "RUS"), "Pull baci"),
        (("trade", "similarity", "CHL", "PER"), "Pull baci"),
        (("trade", "advantage", "CHL"), "Pull baci"),
        (("trade", "intensity", "CHL", "RUS"), "May have it when pulled: baci"),
        (("trade", "tariff", "RUS", "CHL"), "multipolar record add"),
        (("trade", "flow", "CHL", "CHL"), "Chile was named twice"),
        (("trade", "flow", "CHL", "Chille"), "No actor is called 'Chille'"),
        (("trade", "flow", "SUN", "CHL", "--year", "1995"), "Soviet Union did not exist in 1995"),
        (("trade", "flow", "CHL", "RUS", "--year", "2025"), "in 2025: out of coverage"),
        (("trade", "flow", "CHL", "RUS", "--since", "2018", "--until", "2014"), "has no year"),
        (("trade", "flow", "CHL", "RUS", "--year", "2018", "--since", "2014"), "Choose one"),
        (("trade", "change", "CHL", "RUS", "--since", "2018", "--until", "2018"), "2018 is not before 2018"),
        (("trade", "change", "CHL", "RUS", "--since", "2010", "--until", "2025"), "No report has both"),
        (("trade", "partners", "RUS", "--direction", "sideways"), "There is no direction 'sideways'"),
        (("trade", "partners", "RUS", "--report", "gossip"), "There is no report 'gossip'"),
        (("trade", "partners", "World"), "The world has no partners"),
        (("trade", "partners", "RUS", "--year", "2021", "--limit", "-1"), "-1 rows are none"),
        (("trade", "dependence", "CHL", "World"), "cannot be held against the world"),
        (("trade", "dependence", "CHL", "RUS", "--least", "90"), "is no share of imports"),
        (
            ("trade", "map", "RUS", "--region", "Oceania", "--year", "2021"),
            "No state of Oceania has a figure",
        ),
        (("reliance", "BRA"), "There are: USA"),
        (("reliance", "USA", "--without", "FJI"), "is no main source"),
        (("reliance", "USA", "--supplier", "FJI"), "has a main source in"),
        (("reliance", "Latin America"), "is a group"),
    ],
)
def test_a_wrong_or_too_large_question_gets_one_clear_line(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    code, out, err = run(capsys, *words)
    assert code == 1
    assert out == ""
    errors = [line for line in err.splitlines() if line.startswith("error: ")]
    assert len(errors) == 1
    assert said in errors[0]
    assert "Traceback" not in err


def test_reliance_of_the_united_states_on_latin_america(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, out, err = run(
        capsys,
        "reliance",
        "USA",
        "--region",
        "Latin America and the Caribbean",
        "--csv",
        "--plot",
        tmp_path / "r.svg",
    )
    rows = {r["commodity"]: r for r in csv.DictReader(io.StringIO(out))}
    assert code == 0
    niobium = rows["niobium (columbium)"]
    assert (niobium["reliance"], niobium["from_group"], niobium["exposed"]) == ("100.0", "BRA", "67.0")
    assert {r["edition"] for r in rows.values()} == {"MCS 2026"}
    assert "per cent of apparent consumption" in err
    assert (tmp_path / "r.svg").is_file()


def test_who_depends_on_chile_and_what_is_left_without_brazil(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "reliance", "--supplier", "CHL", "--csv")
    assert code == 0
    assert {"copper, refined", "lithium", "iodine"} <= {
        r["commodity"] for r in csv.DictReader(io.StringIO(out))
    }
    code, out, err = run(capsys, "reliance", "USA", "--without", "Brazil", "--csv")
    rows = {r["commodity"]: r for r in csv.DictReader(io.StringIO(out))}
    assert rows["niobium (columbium)"]["lost"] == "67.0"
    assert rows["asbestos"]["note"] == "the only source named"
    assert "no one else delivers more" in err
