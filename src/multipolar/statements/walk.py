"""How a kind's phrasings are walked through a sentence, and which of several statements in a place stays."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from multipolar.statements.encounters import Scene, encounter, forms, one_each
from multipolar.statements.model import Statement

S = TypeVar("S", bound=Statement)


def matches(kind: str, shot: Scene) -> Iterator[tuple[Mapping[str, Any], re.Match[str]]]:
    """Every match of a kind's phrasings in a sentence, with the entry of the file that gave it."""
    language = shot.masked.sentence.language
    for form in forms(kind, shot.text, language):
        for match in encounter(kind, form["source"], language).finditer(shot.text):
            yield form, match


def apart(statements: Iterable[S], taken: list[tuple[int, int]]) -> Iterator[S]:
    """The statements that share no character with one given before them.

    Args:
        statements: In the order of which goes first.
        taken: Where the stretches of those given are noted.
    """
    for statement in statements:
        if statement.start < statement.end and one_each(taken, statement.start, statement.end):
            taken.append((statement.start, statement.end))
            yield statement
