"""How each verdict is shown: its word, a sign that reads without colour, and what it means."""

from collections.abc import Mapping
from dataclasses import dataclass

from multipolar.statements.model import Verdict


@dataclass(frozen=True, slots=True)
class Label:
    """A verdict for the eye."""

    code: str
    word: str
    sign: str
    meaning: str


def _label(verdict: Verdict, word: str, sign: str, meaning: str) -> tuple[Verdict, Label]:
    return verdict, Label(verdict.value, word, sign, meaning)


LABELS: Mapping[Verdict, Label] = dict((
    _label(Verdict.CONTRADICTED, "contradicted", "✗", "the record shows otherwise"),
    _label(Verdict.IMPRECISE, "imprecise", "≈", "right in kind, off in number, date or list"),
    _label(Verdict.SUPERSEDED, "superseded", "↶", "true before the date of speaking, no longer"),
    _label(Verdict.PREMATURE, "premature", "↷", "not yet true at the date of speaking, true later"),
    _label(Verdict.DEPENDS, "depends", "⇄", "the answer changes with the definition or the decision meant"),
    _label(Verdict.SILENT, "silent", "?", "the record has no row that could decide"),
    _label(Verdict.SUPPORTED, "supported", "✓", "the record agrees"),
    _label(Verdict.NOT_CHECKABLE, "not checkable", "–", "opinion, forecast or courtesy; never judged"),
))  # fmt: skip
