"""Gravity from the record: which flows are taken, what each regressor is, and what is refused."""

import sys
from pathlib import Path

import numpy as np
import pytest

from multipolar.basics.errors import AskedWronglyError
from multipolar.cli import main
from multipolar.measures.gravity_flows import record_flows, with_home
from multipolar.measures.gravity_terms import terms
from multipolar.measures.trade_agreements import between
from multipolar.record import Record

sys.path.insert(0, str(Path(__file__).parents[1] / "record"))
from _made import release, rows, spec

STATES = (
    "ARG", "AUS", "BOL", "BRA", "CAN", "CHL", "CHN", "COL", "CUB", "DEU", "EGY", "FRA", "GBR", "IND", "JPN",
    "KAZ", "KEN", "KOR", "MEX", "NGA", "PER", "RUS", "TUR", "USA",
)  # fmt: skip
ALLIANCE = {"CHL", "COL", "MEX", "PER"}
YEARS = (2006, 2010, 2014)
EFFECT = 0.5


def _flows() -> list[dict]:
    """Flows with the effect of Chile's treaty with Korea and of the Pacific Alliance, a zero and a blank."""
    rng = np.random.default_rng(8)
    size = dict(zip(STATES, rng.normal(size=len(STATES)), strict=True))
    found = []
    for year in YEARS:
        for a in STATES:
            for b in STATES:
                if a == b:
                    continue
                joined = ({a, b} == {"CHL", "KOR"} and year >= 2010) or ({a, b} <= ALLIANCE and year >= 2012)
                usd: float | None = 1e6 * float(
                    np.exp(size[a] + size[b] + EFFECT * joined + rng.normal() / 20)
                )
                if (a, b, year) == ("CUB", "KEN", 2014):
                    usd = 0.0
                if (a, b, year) == ("CUB", "NGA", 2014):
                    continue
                found.append({
                    "exporter": a, "importer": b, "year": year, "product": "TOTAL", "nomenclature": "total",
                    "reporter": "importer", "usd": usd, "status": "reported",
                })  # fmt: skip
    return found


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Record:
    folder = tmp_path_factory.mktemp("gravity")
    release(folder, "1", rows("flow", *_flows()), described=spec("cow_trade", ["flow"]))
    ties = [
        {"kind": "distance", "a": a, "b": b, "directed": False, "value": str(100 * (i + j))}
        for i, a in enumerate(STATES, 1) for j, b in enumerate(STATES, 1) if i < j and "USA" not in (a, b)
    ]  # fmt: skip
    ties.append({"kind": "contiguity", "a": "ARG", "b": "CHL", "directed": False, "value": "contiguous"})
    release(folder, "1", rows("tie", *ties), described=spec("geodist", ["tie"]))
    sanctions = [
        {
            "kind": "sanction",
            "a": "EU",
            "b": "RUS",
            "directed": True,
            "value": "trade (exp_part)",
            "valid_from": "2014-01-01",
        },
        {
            "kind": "sanction",
            "a": "USA",
            "b": "CUB",
            "directed": True,
            "value": "financial",
            "valid_to": "2012-01-01",
        },
    ]
    for tie in sanctions:
        for name in ("valid_from", "valid_to"):
            if name in tie:
                tie[name] = np.datetime64(tie[name]).astype(object)
                tie[f"{name}_precision"] = "year"
    release(folder, "1", rows("tie", *sanctions), described=spec("gsdb", ["tie"]))
    day = np.datetime64("2010-01-01").astype(object)
    treaties = [
        {
            "id": "1",
            "name": "Chile Korea",
            "kind": "trade agreement",
            "in_force": day,
            "in_force_precision": "year",
        },
        {
            "id": "2",
            "name": "Cotonou Agreement",
            "kind": "trade agreement",
            "in_force": day,
            "in_force_precision": "year",
        },
    ]
    parties = [("1", "CHL"), ("1", "KOR"), ("2", "KEN"), ("2", "NGA")]
    release(
        folder, "1", rows("agreement", *treaties),
        rows("party", *({"agreement": of, "actor": actor} for of, actor in parties)),
        described=spec("desta", ["agreement", "party"]),
    )  # fmt: skip
    return Record.open(folder, starter=False)


def value(found, name: str, a: str, b: str, year: int) -> float:
    flows = found.flows
    at = (
        (np.asarray(flows.actors)[flows.exporter] == a)
        & (np.asarray(flows.actors)[flows.importer] == b)
        & (flows.year == year)
    )
    return float(found.values[name][at][0])


def test_flows_are_of_one_source_and_blanks_stay_out_unless_asked(made: Record) -> None:
    held = record_flows(made)
    assert held.years == YEARS
    assert held.source == "cow_trade 1, as importers report"
    assert (len(held.usd), held.silent, int((held.usd == 0).sum())) == (3 * 24 * 23 - 1, 1, 1)
    filled = record_flows(made, [2014], zeros=True)
    assert (len(filled.usd), int((filled.usd == 0).sum())) == (24 * 23, 2)
    with pytest.raises(AskedWronglyError, match=r"no trade of 2011.*from 2006 to 2014"):
        record_flows(made, [2011, 2014])
    with pytest.raises(AskedWronglyError, match=r"no product of those countries.*world_bank"):
        with_home(made, held, 2.0)


def test_terms_by_date_with_lags_phase_in_and_groups(made: Record) -> None:
    asked = ["agreement", "agreement-4", "agreement+4", "agreement/10", "sanction", "trade_sanction"]
    found = terms(made, record_flows(made), asked)
    pair = ("CHL", "KOR")
    assert [value(found, "agreement", *pair, y) for y in YEARS] == [0, 1, 1]
    assert [value(found, "agreement-4", *pair, y) for y in YEARS] == [0, 0, 1]
    assert [value(found, "agreement+4", *pair, y) for y in YEARS] == [1, 1, 1]
    assert [value(found, "agreement/10", *pair, y) for y in YEARS] == [
        0,
        pytest.approx(0.1),
        pytest.approx(0.5),
    ]
    # Blocs of the registry count from the year their treaty is in force; preferences are no agreement.
    assert [value(found, "agreement", "DEU", "FRA", y) for y in YEARS] == [1, 1, 1]
    assert [value(found, "agreement", "KAZ", "RUS", y) for y in YEARS] == [0, 0, 0]
    assert value(found, "agreement", "KEN", "NGA", 2014) == 0
    assert between(made, "KEN", "NGA", 2014) is None
    assert between(made, "CHL", "KOR", 2014) == "Chile Korea (in force 2010)"
    # A group's sanction is that of its members then, and counts both ways.
    assert [value(found, "sanction", "RUS", "FRA", y) for y in YEARS] == [0, 0, 1]
    assert [value(found, "sanction", "CUB", "USA", y) for y in YEARS] == [1, 1, 0]
    assert value(found, "trade_sanction", "USA", "CUB", 2010) == 0
    assert found.unknown == 0
    assert any("desta 1" in note for note in found.notes)


def test_what_is_not_known_is_left_out_and_counted(made: Record) -> None:
    flows = record_flows(made, [2014])
    found = terms(made, flows, ["log:distance", "contiguity"])
    # The United States have no distance: 23 pairs both ways.
    assert found.unknown == 46
    assert value(found, "contiguity", "CHL", "ARG", 2014) == 1
    assert value(found, "log:distance", "ARG", "AUS", 2014) == pytest.approx(np.log(300))


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("religion", "no term 'religion'.*agreement"),
        ("distance-4", "distance does not change over time"),
        ("log:contiguity", "contiguity has no log"),
        ("language", "no common language.*geodist"),
    ],
)
def test_terms_asked_wrongly(made: Record, asked: str, message: str) -> None:
    with pytest.raises(AskedWronglyError, match=message):
        terms(made, record_flows(made, [2014]), [asked])


def test_a_record_without_a_matrix_says_what_to_pull(tmp_path: Path) -> None:
    with pytest.raises(AskedWronglyError, match=r"not enough for an estimate.*record pull baci"):
        record_flows(Record.open(tmp_path / "none"))


@pytest.mark.filterwarnings("ignore")
def test_the_command_finds_the_effect(made: Record, capsys: pytest.CaptureFixture[str], monkeypatch) -> None:
    pytest.importorskip("pyfixest")
    monkeypatch.setattr("multipolar.cli.gravity.opened", lambda _: made)
    assert main(["gravity", "--on", "agreement", "--on", "sanction", "--correct", "--csv"]) == 0
    out, err = capsys.readouterr()
    line = next(row for row in out.splitlines() if row.startswith("agreement"))
    # Fourteen flows change, with noise of a twentieth: the effect to about 0.03.
    assert float(line.split(",")[1]) == pytest.approx(EFFECT, abs=0.08)
    assert "24 countries in 2006, 2010, 2014: cow_trade 1, as importers report" in err
    assert "1 pairs and years without a figure are left out" in err
    assert main(["gravity", "--on", "border"]) == 1
    assert "Add --domestic" in capsys.readouterr()[1]
    assert main(["gravity", "--only", "then"]) == 1
    assert "is no list of years" in capsys.readouterr()[1]
