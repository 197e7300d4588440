"""Symbols of resolutions come out the same however they are written, and other numbers are refused."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.basics.symbols import body_of, normal_symbol, roman, session_of

WRITTEN = {
    "A/RES/3281 (XXIX)": "A/RES/3281(XXIX)",
    "A/RES/3281(XXIX)": "A/RES/3281(XXIX)",
    "68/262": "A/RES/68/262",
    "resolution 68/262": "A/RES/68/262",
    "General Assembly resolution 68/262": "A/RES/68/262",
    "resolución 68/262": "A/RES/68/262",
    "резолюция 68/262": "A/RES/68/262",
    "ES-11/1": "A/RES/ES-11/1",
    "A/RES/ES-10/21": "A/RES/ES-10/21",
    "A/RES/ES‑10/21": "A/RES/ES-10/21",
    "R/68/262": "A/RES/68/262",
    "R/29/3255A": "A/RES/3255(XXIX)A",
    "R/33/422": "A/DEC/33/422",
    "2758 (XXVI)": "A/RES/2758(XXVI)",
    "S/RES/1244 (1999)": "S/RES/1244(1999)",
    "1244 (1999)": "S/RES/1244(1999)",
    "Resolution 2618 (2022)": "S/RES/2618(2022)",
    "S/RES/2776/2025": "S/RES/2776(2025)",
    "\u00a02637 (2022)": "S/RES/2637(2022)",
    "A/RES/377(V) A": "A/RES/377(V)A",
    "377 A (V)": "A/RES/377(V)A",
    "A/RES/217(III)[A]": "A/RES/217(III)A",
    "217 A (III)": "A/RES/217(III)A",
    "A/RES/67/234 B": "A/RES/67/234B",
    "R/61/128AB": "A/RES/61/128A-B",
    "A/RES/36/97A-C": "A/RES/36/97A-C",
    "1004 (ES-II)": "A/RES/1004(ES-II)",
    "A/RES/106(S-1)": "A/RES/106(S-I)",
    "A/RES/S-10/2": "A/RES/S-10/2",
    "A/DEC/80/506": "A/DEC/80/506",
    "А/RES/2758 (ХХVI)": "A/RES/2758(XXVI)",
}
REFUSED = (
    "1244", "resolution 1244", "24/7", "9/11", "68/0", "A/RES/68/XX", "R/1/66", "R/17/1398", "R/29/3396",
    "R/34/233/IX", "R/10 65", "R/6444A", "GOAR/1/1288B", "SS/1/176A", "3281 (IIXX)", "3281 (XXXIX)", "(XXIX)",
    "S/2022/155", "S/PV.8979", "A/HRC/RES/49/1", "A/68/PV.80", "", "68/262/3", "1244 (1812)",
)  # fmt: skip


@pytest.mark.parametrize(("written", "normal"), WRITTEN.items())
def test_every_usual_way_of_writing_gives_one_form(written: str, normal: str) -> None:
    assert normal_symbol(written) == normal


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_certain_symbol_is_none(text: str) -> None:
    assert normal_symbol(text) is None


_SESSION = st.one_of(st.integers(31, 120).map(str), st.integers(1, 15).map(lambda n: f"ES-{n}"))
_LETTER = st.sampled_from(["", "A", "B", "Z", "A-C"])
_SYMBOLS = st.one_of(
    st.builds(lambda s, n, letter: f"A/RES/{s}/{n}{letter}", _SESSION, st.integers(1, 400), _LETTER),
    st.builds(
        lambda n, s, letter: f"A/RES/{n}({roman(s)}){letter}",
        st.integers(1, 3541),
        st.integers(1, 30),
        _LETTER,
    ),
    st.builds(lambda n, y: f"S/RES/{n}({y})", st.integers(1, 9999), st.integers(1946, 2100)),
)


@given(_SYMBOLS)
def test_the_normal_form_is_its_own_normal_form(symbol: str) -> None:
    assert normal_symbol(symbol) == symbol


@given(st.text(alphabet="ARESDC/-()[] XVI0123456789ab", max_size=24))
def test_whatever_is_accepted_is_stable(text: str) -> None:
    once = normal_symbol(text)
    assert once is None or normal_symbol(once) == once


def test_body_and_session_are_read_off_the_symbol() -> None:
    assert [body_of(s) for s in ("A/RES/68/262", "S/RES/1244(1999)")] == ["GA", "SC"]
    assert session_of("S/RES/1244(1999)") is None
    assert [session_of(s) for s in ("A/RES/377(V)A", "A/RES/ES-10/21", "A/RES/3201(S-VI)")] == [
        "5", "ES-10", "S-6",
    ]  # fmt: skip


@pytest.mark.shared
def test_the_cited_resolutions_are_in_normal_form_already(shared: Path) -> None:
    with (shared / "facts" / "unga_cited_resolutions.csv").open(encoding="utf-8") as lines:
        symbols = [row["resolution"] for row in csv.DictReader(lines)]
    assert len(symbols) == 334
    assert [s for s in symbols if normal_symbol(s) != s] == []
