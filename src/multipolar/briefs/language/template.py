"""Fills the gaps of a sentence: values in their form, words that agree with a number."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple

# {n} a value; {a.of} a form of a name or date; {n!} a small number in words; {n#visit|visits} a word that
# agrees with n, its forms in the order of the language's categories.
_GAP = re.compile(r"\{(\w+)(?:\.(\w+))?(!)?(?:#([^{}]*))?\}")


class Gap(NamedTuple):
    """One gap of a sentence.

    Attributes:
        name: Whose value.
        form: Of a name or date; empty for its plain one.
        spelled: Whether a small number is written as a word.
        words: Forms of a word that agrees with the value; empty for the value itself.
    """

    name: str
    form: str
    spelled: bool
    words: tuple[str, ...]


@lru_cache(maxsize=4096)
def parsed(template: str) -> tuple[str | Gap, ...]:
    """The text and the gaps of a sentence, in order."""
    parts: list[str | Gap] = []
    end = 0
    for found in _GAP.finditer(template):
        parts.append(template[end : found.start()])
        name, form, spelled, words = found.groups()
        parts.append(Gap(name, form or "", bool(spelled), tuple(words.split("|")) if words else ()))
        end = found.end()
    return tuple(part for part in (*parts, template[end:]) if part != "")


def filled(template: str, values: Mapping[str, object], written: Callable[[Gap, object], str]) -> str:
    """A sentence with its gaps filled.

    Args:
        template: The sentence.
        values: What goes into the gaps.
        written: How a value is written in a gap.

    Raises:
        KeyError: A gap without a value.
    """
    return "".join(
        part if isinstance(part, str) else written(part, values[part.name]) for part in parsed(template)
    )


def gaps(template: str) -> frozenset[str]:
    """Names of the values that a sentence needs."""
    return frozenset(part.name for part in parsed(template) if isinstance(part, Gap))
