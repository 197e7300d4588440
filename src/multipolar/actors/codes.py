"""What every code of every scheme means, and when."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal, get_args

from multipolar.actors import tables
from multipolar.actors.choose import Claim
from multipolar.actors.registry import all_actors, registry

Scheme = Literal[
    "name", "id", "iso2", "iso3", "iso_numeric", "m49", "cow", "cow_abbrev", "gw", "gw_abbrev", "un",
    "unvotes", "baci", "imf", "worldbank", "cepii",
]  # fmt: skip
SCHEMES: frozenset[str] = frozenset(get_args(Scheme))
"""Every scheme that :func:`multipolar.actors.resolve` knows."""

_LANDS = frozenset({"baci", "imf", "worldbank", "cepii"})
"""Schemes of statistical offices: a code means a land as the office draws it, whoever governed it then."""

_TABLES = ("codes.csv", "codes_states.csv", "codes_by_hand.csv")
_EXTENDS: Mapping[str, tuple[str, ...]] = {
    "un": ("iso3",), "baci": ("iso_numeric",), "worldbank": ("iso3",), "cepii": ("iso3",),
    "unvotes": ("cow",),
}  # fmt: skip
"""Schemes that take another scheme's codes where they have none of their own."""


def claims(value: str, scheme: str) -> Sequence[Claim]:
    """The actors a code means, each with its days; none when the scheme has no such code."""
    table = _table()
    code = _plain(value)
    own = table.get((scheme, code), ())
    borrowed = [claim for other in _EXTENDS.get(scheme, ()) for claim in table.get((other, code), ())]
    named = {claim.actor.id for claim in own}
    found = [*own, *(claim for claim in borrowed if claim.actor.id not in named)]
    if scheme not in _LANDS:
        return found
    return [Claim(claim.actor, claim.start, claim.end, whenever=True) for claim in found]


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
