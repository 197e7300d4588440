"""The one roll call that a symbol means, or why there is none."""

import re

from multipolar.basics.errors import AskedWronglyError
from multipolar.basics.symbols import body_of, normal_symbol
from multipolar.measures.votes import RollCall, roll_calls
from multipolar.record import Record

_NEAREST = 5


def one_roll_call(record: Record, text: str) -> RollCall:
    """The roll call that a symbol, or an id of the record, means.

    Raises:
        AskedWronglyError: It is no symbol, was voted on only in parts, or is not in the record.
    """
    known = roll_calls(record)
    symbol = normal_symbol(text)
    for identifier in (text, symbol):
        if identifier is not None and identifier in known:
            return known[identifier]
    if symbol is None:
        raise AskedWronglyError(
            f"{text!r} is not the symbol of a resolution",
            f'Write one as A/RES/68/262, or look for it with `multipolar votes find "{text}"`',
        )
    parts = sorted(i for i in known if re.match(rf"{re.escape(symbol)}[#A-Z]", i))
    if parts:
        raise AskedWronglyError(
            f"{symbol} was voted on in {len(parts)} sections or parts; no vote on the whole is held",
            "Name one of them", parts[:_NEAREST],
        )  # fmt: skip
    raise AskedWronglyError(
        f"The record holds no roll call {symbol}",
        "It may have been adopted without a vote, which few sources list; for all recorded votes: `multipolar"
        f" record pull {'undl_sc' if body_of(symbol) == 'SC' else 'undl_ga'}`",
    )
