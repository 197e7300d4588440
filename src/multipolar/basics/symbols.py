"""The normal form of symbols of United Nations resolutions and decisions, however they are written."""

import re
from typing import Literal

Body = Literal["GA", "SC"]

# The Assembly numbered its resolutions through from session I to session XXX and by session since then.
LAST_ROMAN_SESSION = 30
# Decisions other than elections are numbered from 401; no session has adopted that many resolutions.
_FIRST_DECISION = 401
_WORDS = (
    r"(?:u\.?n\.?|united|nations|general|assembly|security|council|unga|unsc|ga|sc|resolutions?|res\.?|no\.?|"
    r"number|the|draft|resoluci[oó]n|resolu[cç][aã]o|r[eé]solution|резолюци[яию]|№|n[º°]|de|la|da|du|га|сб|оон)"
)
_PREFIX = re.compile(rf"^(?:{_WORDS}[\s:]+)*", re.IGNORECASE)
_LETTERS = r"\[?(?P<letters>[A-Z](?:-[A-Z])?|[A-Z]{2})?\]?"
_NUMERAL = r"(?P<special>ES-|S-)?(?P<numeral>[IVXL]+|\d{1,2})"
_BY_SESSION = re.compile(rf"(?P<special>ES-|S-)?(?P<session>\d{{1,3}})/(?P<number>\d{{1,3}}){_LETTERS}")
_THROUGH = re.compile(rf"(?P<number>\d{{1,4}}){_LETTERS}\({_NUMERAL}\)\[?(?P<after>[A-Z](?:-[A-Z])?)?\]?")
_COUNCIL = re.compile(r"(?P<number>\d{1,4})(?:\((?P<year>\d{4})\)|/(?P<slashed>(?:19|20)\d{2}))")
_LOOK_ALIKES = str.maketrans({
    "А": "A", "В": "B", "С": "C", "Е": "E", "Х": "X", "І": "I", "Ѕ": "S", "–": "-", "‑": "-", "‐": "-",
})  # fmt: skip
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
# Where a session's resolution numbers lie, a little wide of the mark on both sides. Voeten's collection
# writes R/<session>/<number>; before session 18 its numbers are pages of the official records.
_NUMBERS: dict[int, tuple[int, int]] = {
    18: (1875, 1995), 19: (1995, 2008), 20: (2005, 2140), 21: (2130, 2251), 22: (2255, 2375),
    23: (2374, 2490), 24: (2485, 2620), 25: (2615, 2750), 26: (2751, 2903), 27: (2900, 3055),
    28: (3050, 3200), 29: (3203, 3361), 30: (3362, 3541),
}  # fmt: skip


def normal_symbol(text: str) -> str | None:
    """The normal form of one symbol; ``None`` when the text is none that can be told for certain.

    A number without its session or year ("resolution 1244") is none: both bodies have used it.

    >>> normal_symbol("resolution 68/262"), normal_symbol("3281 (XXIX)"), normal_symbol("1244 (1999)")
    ('A/RES/68/262', 'A/RES/3281(XXIX)', 'S/RES/1244(1999)')
    """
    bare = _PREFIX.sub("", " ".join(text.replace("\u00a0", " ").split()))
    compact = bare.translate(_LOOK_ALIKES).replace(" ", "").upper()
    if compact.startswith(("S/RES/", "S/")):
        return _council(compact.removeprefix("S/").removeprefix("RES/"))
    for prefix in ("A/RES/", "A/DEC/"):
        if compact.startswith(prefix):
            return _assembly(compact.removeprefix(prefix), "DEC" if "DEC" in prefix else "RES")
    if compact.startswith("R/"):
        return _voeten(compact.removeprefix("R/"))
    return _assembly(compact, "RES") or (_council(compact) if "(" in compact else None)


def body_of(symbol: str) -> Body:
    """Which body a symbol in normal form belongs to."""
    return "SC" if symbol.startswith("S/") else "GA"


def session_of(symbol: str) -> str | None:
    """The session in a symbol of the Assembly, as ``68``, ``ES-11`` or ``29``; ``None`` for the Council.

    >>> session_of("A/RES/3281(XXIX)"), session_of("A/RES/1004(ES-II)"), session_of("A/RES/68/262")
    ('29', 'ES-2', '68')
    """
    if body_of(symbol) == "SC":
        return None
    rest = symbol[len("A/RES/") :]
    match = re.search(r"\((ES-|S-)?([IVXL]+)\)", rest)
    return f"{match[1] or ''}{_value(match[2])}" if match else rest.partition("/")[0]


def roman(number: int) -> str:
    """A number from 1 to 39 in Roman numerals."""
    return "X" * (number // 10) + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[number % 10]


def _value(numeral: str) -> int | None:
    """What a Roman numeral or digits say, or ``None`` when the numeral is not well formed."""
    if numeral.isdigit():
        return int(numeral)
    digits = [_ROMAN[c] for c in numeral]
    total = sum(-d if d < max(digits[i:]) else d for i, d in enumerate(digits))
    return total if 0 < total < 40 and roman(total) == numeral else None


def _letters(text: str | None) -> str:
    if not text:
        return ""
    return f"{text[0]}-{text[1]}" if len(text) == 2 else text


def _assembly(text: str, kind: str) -> str | None:
    match = _BY_SESSION.fullmatch(text)
    if match:
        return _by_session(match, kind)
    match = _THROUGH.fullmatch(text)
    if match is None or kind == "DEC":
        return None
    session, special = _value(match["numeral"]), match["special"] or ""
    if session is None or not 0 < session <= LAST_ROMAN_SESSION or int(match["number"]) == 0:
        return None
    letters = _letters(match["letters"] or match["after"])
    return f"A/RES/{int(match['number'])}({special}{roman(session)}){letters}"


def _by_session(match: re.Match[str], kind: str) -> str | None:
    session, number = int(match["session"]), int(match["number"])
    if number == 0 or session == 0 or (not match["special"] and session <= LAST_ROMAN_SESSION):
        return None
    decided = kind == "DEC" or (number >= _FIRST_DECISION and not match["special"])
    special = match["special"] or ""
    return f"A/{'DEC' if decided else 'RES'}/{special}{session}/{number}{_letters(match['letters'])}"


def _voeten(text: str) -> str | None:
    match = re.fullmatch(rf"(?P<session>\d{{1,3}})/(?P<number>\d{{1,4}}){_LETTERS}", text)
    if match is None:
        return None
    session, number = int(match["session"]), int(match["number"])
    if session > LAST_ROMAN_SESSION:
        return _assembly(text, "RES")
    low, high = _NUMBERS.get(session, (1, 0))
    return f"A/RES/{number}({roman(session)}){_letters(match['letters'])}" if low <= number <= high else None


def _council(text: str) -> str | None:
    match = _COUNCIL.fullmatch(text)
    if match is None:
        return None
    year = int(match["year"] or match["slashed"])
    return f"S/RES/{int(match['number'])}({year})" if year >= 1946 and int(match["number"]) else None
