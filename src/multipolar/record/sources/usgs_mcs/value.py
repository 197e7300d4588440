"""What the printed values of the Summaries mean: figures, bounds, marks and words."""

import re
from dataclasses import dataclass
from typing import Literal

Sort = Literal["figure", "bound", "net_exporter", "not_reported", "not_applicable"]
_BOUND = re.compile(r"([<>])\s*([\d,]+(?:\.\d+)?)")
# W: withheld to avoid disclosing a company's own data. NA: not available. XX: not applicable.
_NOT_REPORTED = frozenset({"W", "NA"})


@dataclass(frozen=True, slots=True)
class Value:
    """A printed value.

    Attributes:
        sort: What it is.
        number: The figure, or the bound's; ``None`` for the rest.
        sign: ``<`` or ``>`` of a bound.
    """

    sort: Sort
    number: float | None = None
    sign: str | None = None


def understand(text: str) -> Value:
    """The meaning of a printed value; a dash is zero.

    Raises:
        ValueError: Words ("Large"), a range, ``s`` (under half a unit), or a damaged character.
    """
    text = text.strip().replace("\u00a0", "")
    if text == "\u2014":
        return Value("figure", 0.0)
    if text in _NOT_REPORTED:
        return Value("not_reported")
    if text == "XX":
        return Value("not_applicable")
    if text == "E":
        return Value("net_exporter")
    if match := _BOUND.fullmatch(text):
        return Value("bound", float(match[2].replace(",", "")), match[1])
    try:
        return Value("figure", float(text.replace(",", "")))
    except ValueError:
        raise ValueError(f"{text!r} is not a figure") from None
