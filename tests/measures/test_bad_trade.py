"""What the issue of trade lists as bad input: each gives one clear line, from the command to the reason."""

from pathlib import Path

import pytest

from multipolar.basics.errors import AskedWronglyError
from multipolar.cli import main
from multipolar.models.equilibrium import economy

FOUR = ("ARG", "CHL", "KAZ", "RUS")


@pytest.fixture
def flows(tmp_path: Path) -> Path:
    return table(tmp_path, {(a, b): 50.0 if a == b else 5.0 for a in FOUR for b in FOUR})


def table(folder: Path, usd: dict[tuple[str, str], object]) -> Path:
    path = folder / "flows.csv"
    lines = ["exporter,importer,usd", *(f"{a},{b},{value}" for (a, b), value in usd.items())]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def said(capsys: pytest.CaptureFixture[str], *words: object) -> str:
    """The one line that a command refuses with."""
    assert main([*map(str, words), "--record", "/nonexistent"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    lines = [line for line in err.splitlines() if line.startswith("error: ")]
    assert len(lines) == 1
    assert "Traceback" not in err
    return lines[0]


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        # A pair with no trade on record.
        (("trade", "flow", "TUV", "NRU"), ("no figure of trade of Tuvalu with Nauru", "cow_trade")),
        # A missing year.
        (
            ("trade", "flow", "CHL", "RUS", "--year", "1995"),
            ("no figure of trade of Chile with Russia in 1995",),
        ),
        (("trade", "tariff", "CHL", "RUS", "--year", "1990"), ("no duties of Chile", "cepii_tradeprod")),
        (("whatif", "agreement", "CHL", "EAEU", "--year", "1800"), ("1800", "no trade of countries")),
        (("gravity", "--only", "1800"), ("1800", "not enough for an estimate")),
        # A state that did not exist.
        (("trade", "flow", "CHL", "SSD", "--year", "2000"), ("South Sudan", "2000")),
        # One that no register knows.
        (("trade", "flow", "CHL", "Atlantis"), ("Atlantis",)),
    ],
)
def test_trade_asked_wrongly(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], parts: tuple[str, ...]
) -> None:
    line = said(capsys, *words)
    for part in parts:
        assert part in line


def test_a_country_not_in_the_model(capsys: pytest.CaptureFixture[str], flows: Path) -> None:
    line = said(capsys, "whatif", "tariff", "PER", "CHL", "--rate", 10, "--year", 2018, "--flows", flows)
    assert "Peru is not in the model: the source has no figure of it" in line


def test_a_negative_flow(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    bad = {(a, b): 50.0 if a == b else 5.0 for a in FOUR for b in FOUR} | {("CHL", "RUS"): -1.0}
    line = said(capsys, "whatif", "agreement", "CHL", "RUS", "--year", 2018, "--flows", table(tmp_path, bad))
    assert "The flow from CHL to RUS is negative (-1)" in line


def test_a_matrix_without_sales_at_home_does_not_balance(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    bad = {(a, b): 5.0 for a in FOUR for b in FOUR if a != b}
    line = said(capsys, "whatif", "agreement", "CHL", "RUS", "--year", 2018, "--flows", table(tmp_path, bad))
    assert "no sales at home of ARG, CHL, KAZ, RUS" in line


def test_totals_that_are_not_those_of_the_matrix_do_not_balance() -> None:
    with pytest.raises(AskedWronglyError, match=r"matrix of 1 by 2"):
        economy([[1.0, 2.0]], ("CHL",))
    with pytest.raises(AskedWronglyError, match=r"does not balance|do not add up|balance"):
        economy([[9.0, 1.0], [1.0, 9.0]], ("CHL", "RUS"), output=[10.0, 12.0])


def test_an_agreement_that_is_in_force(capsys: pytest.CaptureFixture[str], flows: Path) -> None:
    line = said(capsys, "whatif", "agreement", "KAZ", "RUS", "--year", 2018, "--flows", flows)
    assert "have an agreement in force in 2018: both belong to EAEU" in line
    assert "whatif leave" in line


def test_no_member_leaves(capsys: pytest.CaptureFixture[str], flows: Path) -> None:
    line = said(capsys, "whatif", "leave", "CHL", "EAEU", "--year", 2018, "--flows", flows)
    assert "Chile is no member of Eurasian Economic Union in 2018" in line
