"""Reads single vote records of the UN Digital Library, as MARCXML or as JSON keyed by MARC tags."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from multipolar.basics.errors import SourceError
from multipolar.basics.symbols import normal_symbol
from multipolar.record.sources.ballots import count_of
from multipolar.record.sources.undl import plain_title

_MARC = "{http://www.loc.gov/MARC21/slim}"
_LETTERS = {"Y": "yes", "N": "no", "A": "abstain", "X": "absent", "": "absent"}
# Subfields of 996 in the order of yes, no, abstentions, non-voting.
_TOTALS = ("b", "c", "d", "e")
Fields = Mapping[str, Sequence[Mapping[str, str]]]


@dataclass(frozen=True, slots=True)
class VoteRecord:
    """One roll call as the library's record tells it.

    Attributes:
        number: The record's number in the library.
        symbol: Normal form; ``None`` when 791 $a is no symbol.
        written: 791 $a as it stands.
        votes: Code of the member and its choice; a member without a letter did not vote.
        totals: Yes, no, abstain, absent as published.
    """

    number: str
    symbol: str | None
    written: str
    day: date
    title: str | None
    meeting: str | None
    topics: tuple[str, ...]
    votes: tuple[tuple[str, str], ...]
    totals: tuple[int | None, ...]


def records(source: str, path: Path) -> Iterator[VoteRecord]:
    """The vote records of one file.

    Raises:
        SourceError: The file is neither MARCXML nor such JSON, or a record lacks a field it must have.
    """
    content = path.read_bytes()
    found = list(
        _from_json(source, path, content)
        if content.lstrip()[:1] in (b"[", b"{")
        else _from_xml(source, path, content)
    )
    if not found:
        raise SourceError(source, f"{path.name} holds no record", "Get it again with ?of=xm")
    for number, fields in found:
        try:
            yield _record(number, fields)
        except (KeyError, IndexError, ValueError) as error:
            raise SourceError(source, f"{path.name}, record {number or '?'}: {_said(error)}") from None


def _from_xml(source: str, path: Path, content: bytes) -> Iterator[tuple[str, Fields]]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise SourceError(
            source, f"{path.name} is no MARCXML: {error.msg}", "Get it again with ?of=xm"
        ) from None
    for record in root.iter(f"{_MARC}record"):
        fields: dict[str, list[Mapping[str, str]]] = {}
        for field in record.iter(f"{_MARC}datafield"):
            cells = {sub.get("code"): (sub.text or "").strip() for sub in field.iter(f"{_MARC}subfield")}
            fields.setdefault(field.get("tag"), []).append(cells)
        yield (record.findtext(f"{_MARC}controlfield[@tag='001']") or "").strip(), fields


def _from_json(source: str, path: Path, content: bytes) -> Iterator[tuple[str, Fields]]:
    try:
        loaded = json.loads(content)
    except ValueError as error:
        raise SourceError(source, f"{path.name} is no JSON: {error}") from None
    for record in loaded if isinstance(loaded, list) else [loaded]:
        if not isinstance(record, dict):
            raise SourceError(source, f"{path.name} holds something else than records")
        fields = {tag: value if isinstance(value, list) else [value] for tag, value in record.items()}
        yield str(record.get("recid", record.get("001", ""))), fields


def _record(number: str, fields: Fields) -> VoteRecord:
    if not number.isdigit():
        raise ValueError("no record number")
    written = _first(fields, "791", "a") or ""
    totals = fields.get("996", [{}])[0]
    title = " ".join(part for part in (_first(fields, "245", code) for code in "abc") if part)
    votes = []
    for field in fields["967"]:
        letter = field.get("d", "").strip().upper()
        if letter not in _LETTERS:
            raise ValueError(f"unknown vote {letter!r} of {field.get('c')}")
        votes.append((field["c"], _LETTERS[letter]))
    return VoteRecord(
        number=number, symbol=normal_symbol(written), written=written,
        day=date.fromisoformat(fields["269"][0]["a"]), title=plain_title(title.strip(" :/")) or None,
        meeting=_first(fields, "952", "a"),
        topics=tuple(field["d"] for field in fields.get("991", ()) if field.get("d")),
        votes=tuple(votes), totals=tuple(count_of(totals.get(code)) for code in _TOTALS),
    )  # fmt: skip


def _first(fields: Fields, tag: str, code: str) -> str | None:
    return next((field[code] for field in fields.get(tag, ()) if field.get(code)), None)


def _said(error: Exception) -> str:
    return f"no field {error.args[0]}" if isinstance(error, KeyError) else str(error)
