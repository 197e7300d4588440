"""What Erik Voeten's roll calls of the General Assembly are: their symbols, parts, days and issues."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from multipolar.basics.symbols import LAST_ROMAN_SESSION, normal_symbol, session_of
from multipolar.record.sources.ballots import RollcallIds, recorded_rollcall
from multipolar.record.sources.base import ReadContext
from multipolar.record.sources.undl import plain_title

ISSUES = {
    "me": "Palestinian conflict", "nu": "Nuclear weapons and nuclear material",
    "di": "Arms control and disarmament", "hr": "Human rights", "co": "Colonialism",
    "ec": "Economic development",
}  # fmt: skip
IMPORTANT = "us-important"
CHOICES = {"1": "yes", "2": "abstain", "3": "no", "8": "absent"}
NOT_A_MEMBER = "9"
# Before autumn 2003 the day of the month is between 1 and 7 whatever the day of the vote was. Only
# the votes added later, numbered from 5640, have their true day.
DAYS_FROM = date(2003, 9, 1)
_ADDED_FROM = 5640
_SPOKEN = re.compile(r"The (?:Acting |Temporary )?(?:President|Chair)")
# To session 30, votes on how to proceed are flagged neither as paragraphs nor as amendments, and some
# resolutions that had been amended are flagged as amendments; the descriptions tell.
_PROCEDURE = re.compile(
    r"(?:TO ADOPT )?(?:THE )?[\w. -]{0,40}\bMOTION\b"
    r"|(?:TO ADOPT|REQ).{0,30}\bPRIORITY (?:IN|VOTE)\b|RETENTION OF "
)
_AMENDED = re.compile(r"RES,? AS AMENDED")
_AGENDA = re.compile(r"A/\d+/251 ")
_SECTION = re.compile(r"(?P<base>R/\d+/\d+[A-Z]?)/(?:(?P<section>[IVX]+)|(?P<letter>[A-Z]))")
_SPECIAL = {"ESS": "ES", "SS": "S"}


@dataclass(frozen=True, slots=True)
class RollCall:
    """One roll call as Voeten's files describe it.

    Attributes:
        rcid: Its number.
        session: The regular session it is filed under.
        day: The day as published; see `dated`.
        unres: The symbol as published, ``R/68/262``.
        amend: Whether an amendment was voted on; ``None`` when the file does not tell.
        para: Whether a paragraph was voted on; ``None`` when the file does not tell.
        topics: Names of the issues it is coded under.
        totals: Published yes, no, abstain, absent.
        important: Whether the US Department of State lists it; ``None`` when the file does not tell.
    """

    rcid: int
    session: int
    day: date
    unres: str = ""
    amend: bool | None = None
    para: bool | None = None
    short: str = ""
    descr: str = ""
    topics: tuple[str, ...] = ()
    totals: tuple[int | None, ...] = (None, None, None, None)
    important: bool | None = None

    @property
    def part(self) -> str:
        """What was voted on."""
        old = self.session <= LAST_ROMAN_SESSION
        if old and _AMENDED.match(self.descr):
            return "whole"
        if self.amend:
            return "amendment"
        if self.para or _section(self.unres):
            return "paragraph"
        procedure = _SPOKEN.match(self.descr) or (old and _PROCEDURE.match(self.descr))
        return "motion" if procedure else "whole"


def dated(rcid: int, day: date) -> dict[str, object]:
    """The date columns of a roll call: its day where the day is true, else its month."""
    if rcid >= _ADDED_FROM or day >= DAYS_FROM:
        return {"date": day, "date_precision": "day"}
    return {"date": day.replace(day=1), "date_precision": "month"}


def rows(calls: Sequence[RollCall], ids: RollcallIds) -> list[tuple[RollCall, dict[str, object]]]:
    """The row of each roll call, with an id that no other has."""
    symbols = _symbols(calls)
    listed = [call.session for call in calls if call.important]
    told = range(min(listed), max(listed) + 1) if listed else range(0)
    return [(call, {**_row(call, symbols[call.rcid], ids), "marks": _marks(call, told)}) for call in calls]


def _marks(call: RollCall, told: range) -> list[str] | None:
    """The marks of a roll call in the sessions that the lists cover; in others the flag is never set."""
    if call.important is None or call.session not in told:
        return None
    return [IMPORTANT] if call.important else []


def corrected(cells: Mapping[str, str], context: ReadContext) -> dict[str, str]:
    """A described roll call after the corrections of the source's description.

    A correction whose expected value no longer stands is left alone and listed as an issue.
    """
    found = dict(cells)
    for known in context.spec.corrections:
        if known.where.get("rcid") != cells["rcid"].removesuffix(".0") or known.column not in cells:
            continue
        if cells[known.column].removesuffix(".0") == known.expect:
            found[known.column] = known.value or ""
        else:
            said = f"correction of {known.column} not applied, expected {known.expect}"
            context.issue("rollcall", f"rcid {known.where['rcid']}", said, cells[known.column])
    return found


def topics(flags: Mapping[str, str | None]) -> tuple[str, ...]:
    """Names of the issues whose flag is set (``1`` or ``TRUE``)."""
    return tuple(name for code, name in ISSUES.items() if (flags.get(code) or "").upper() in ("1", "TRUE"))


def _row(call: RollCall, symbol: str | None, ids: RollcallIds) -> dict[str, object]:
    own = f"GA/rcid/{call.rcid}"
    whole = call.part == "whole"
    if whole or symbol is None:
        identifier = ids.claim(symbol if whole else None, own)
    else:
        identifier = ids.claim(f"{symbol}#{call.rcid}", own)
    yes, no, abstain, absent = call.totals
    return recorded_rollcall(
        id=identifier, body="GA", session=_session(call, symbol), **dated(call.rcid, call.day),
        title=_title(call), topics=list(call.topics), yes=yes, no=no, abstain=abstain, absent=absent,
        part=call.part, outcome="adopted" if identifier == symbol else None, locator=f"rcid {call.rcid}",
    )  # fmt: skip


def _symbols(calls: Iterable[RollCall]) -> dict[int, str | None]:
    """The symbol of each roll call, as far as it can be told.

    In sessions 18 to 30 letters often count the votes on one resolution and not its parts: 2758G(XXVI)
    is the vote on resolution 2758 (XXVI) after six on paragraphs and motions. They are taken as parts
    only where none of the votes under that number was on a paragraph or amendment. Otherwise the one
    vote on the whole has the number without a letter, and of several none has it.
    """
    calls = list(calls)
    symbols = {call.rcid: normal_symbol(_plain(call.unres)) for call in calls}
    bases = {rcid: re.sub(r"(?<=\))[A-Z-]+$", "", symbol) for rcid, symbol in symbols.items() if symbol}
    old = [c for c in calls if c.rcid in bases and c.session <= LAST_ROMAN_SESSION]
    mixed = {
        bases[c.rcid] for c in old if c.part != "whole" or (c.para is None and _lettered(symbols[c.rcid]))
    }
    wholes = Counter(bases[c.rcid] for c in old if c.part == "whole")
    for call in old:
        base = bases[call.rcid]
        if base in mixed:
            symbols[call.rcid] = base if call.part != "whole" or wholes[base] == 1 else None
    return symbols


def _lettered(symbol: str | None) -> bool:
    return symbol is not None and not symbol.endswith(")")


def _section(unres: str) -> bool:
    found = _SECTION.fullmatch(unres)
    return found is not None and found["section"] is not None


def _plain(unres: str) -> str:
    found = _SECTION.fullmatch(unres)
    return unres if found is None else found["base"] + (found["letter"] or "")


def _session(call: RollCall, symbol: str | None) -> str:
    head, _, rest = call.unres.partition("/")
    if head in _SPECIAL:
        return f"{_SPECIAL[head]}-{rest.partition('/')[0]}"
    return (session_of(symbol) if symbol else None) or str(call.session)


def _title(call: RollCall) -> str | None:
    if _SPOKEN.match(call.descr) or _AGENDA.match(call.descr) or not call.descr:
        return plain_title(call.short) or plain_title(call.descr)
    if call.descr.isupper() and call.short:
        return f"{call.short}: {call.descr}"
    return plain_title(call.descr)
