"""The phrasings of membership and composition, compiled with their own fragments, each behind its cue."""

from functools import cache
from typing import Any

from multipolar.statements import cues
from multipolar.statements.mask import Masked, pattern, phrases
from multipolar.statements.phrasing import Choice, Phrasing


def membership_phrases(language: str) -> dict[str, Any]:
    """The phrasings of membership and composition; empty when the language has none."""
    return phrases("membership", language)


def cued(masked: Masked, claim: str) -> bool:
    """Whether a sentence holds the cue without which phrasings of a claim are not tried."""
    language = masked.sentence.language
    return cues.cued(membership_phrases(language)["cues"][claim], masked.text, language)


@cache
def in_order(language: str) -> Choice[tuple[dict[str, Any], Phrasing]]:
    """The set phrasings, those that go on from others last."""
    forms = [form for form in membership_phrases(language)["forms"] if not form.get("repeats")]
    return _choice(sorted(forms, key=lambda form: bool(form.get("continues"))), language)


@cache
def repeated(language: str) -> Choice[tuple[dict[str, Any], Phrasing]]:
    """The phrasings of clauses that go on from a statement with other states or dates."""
    return _choice([form for form in membership_phrases(language)["forms"] if form.get("repeats")], language)


def _choice(forms: list[dict[str, Any]], language: str) -> Choice[tuple[dict[str, Any], Phrasing]]:
    entries = []
    for form in forms:
        says = form_pattern(form["source"], language)
        entries.append(((form, says), [says, *([pattern(form["cue"], language)] if "cue" in form else [])]))
    return Choice(entries)


@cache
def form_pattern(source: str, language: str) -> Phrasing:
    """Compile a phrasing that uses this kind's own fragments."""
    own: dict[str, str] = membership_phrases(language)["fragments"]
    for name, fragment in own.items():
        source = source.replace("{" + name + "}", f"(?:{fragment.strip()})")
    return pattern(source, language)
