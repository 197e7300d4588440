"""What every code of every scheme means, and when."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal, get_args

from multipolar.actors import tables
from multipolar.actors.choose import Claim
from multipolar.actors.registry import all_actors, registry

Scheme = Literal[
    "name", "id", "iso2", "iso3", "iso_numeric", "m49", "cow", "cow_abbrev", "cow_name", "gw", "gw_abbrev",
    "gw_name", "un", "unvotes", "baci", "comtrade", "wits", "imf", "worldbank", "cepii", "desta", "igo",
    "archigos", "reign", "gsdb", "ieadb", "owid", "usgs", "passport", "us_state_department",
]  # fmt: skip
"""Whose code a code is.

``cow``, ``gw``: Correlates of War, Gleditsch and Ward (``_abbrev`` their letters, ``_name`` their names);
``un``: letters and names in voting records; ``unvotes``: Voeten's voting data; ``igo``: manyios;
``owid``: Our World in Data. The others are named after the publisher.
"""

SCHEMES: frozenset[str] = frozenset(get_args(Scheme))
"""Every scheme that :func:`multipolar.actors.resolve` knows."""

LANDS = frozenset({
    "baci", "comtrade", "wits", "imf", "worldbank", "cepii", "desta", "owid", "usgs", "passport",
})  # fmt: skip
"""Schemes of statistical offices: a code means a land as the office draws it, whoever governed it then."""

NAMING = frozenset({
    "cow_name", "gw_name", "un", "unvotes", "wits", "imf", "worldbank", "igo", "reign", "gsdb", "ieadb",
    "owid", "usgs", "us_state_department", "desta", "baci", "comtrade", "cepii",
})  # fmt: skip
"""Schemes that also write names; what is no code of theirs is looked up as a name."""

_TABLES = ("codes.csv", "codes_states.csv", "codes_by_hand.csv", "codes_sources.csv")
_EXTENDS: Mapping[str, tuple[str, ...]] = {
    "un": ("iso3",),
    "unvotes": ("cow", "iso2", "cow_abbrev"),
    "baci": ("comtrade", "iso_numeric"),
    "comtrade": ("iso3", "iso_numeric"),
    "wits": ("comtrade", "iso3"),
    "worldbank": ("iso3",),
    "cepii": ("iso3",),
    "desta": ("iso_numeric",),
    "igo": ("iso3",),
    "archigos": ("gw", "gw_abbrev"),
    "owid": ("iso3",),
    "reign": ("cow", "cow_abbrev"),
    "passport": ("iso3",),
    "gw_name": ("cow_name",),
}
"""Schemes that take other schemes' codes beside their own; a code of their own alone counts."""


def claims(value: str, scheme: str) -> Sequence[Claim]:
    """The actors a code means, each with its days; none when the scheme has no such code."""
    table, code = _table(), _plain(value)
    for used in (scheme, *_EXTENDS.get(scheme, ())):
        if found := table.get((used, code)):
            return found
    return ()


@cache
def _table() -> Mapping[tuple[str, str], Sequence[Claim]]:
    known = registry()
    found: defaultdict[tuple[str, str], list[Claim]] = defaultdict(list)
    for name in _TABLES:
        for row in tables.rows(name):
            claim = Claim(known[row["actor"]], *tables.dates(row))
            found[row["scheme"], _plain(row["code"])].append(claim)
    for region in all_actors("region"):
        if region.m49:
            found["m49", _plain(region.m49)].append(Claim(region))
    return dict(found)


def _plain(code: str) -> str:
    """A code as it is compared: upper case; a number without its leading zeros or ``.0``."""
    code = code.strip().upper().removesuffix(".0")
    return code.lstrip("0") or "0" if code.isdecimal() else code
