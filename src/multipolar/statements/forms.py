"""How a kind's phrasings are tried on a sentence, each behind its cue, and whether a fact is asserted."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import islice
from typing import Any

from multipolar.reading.model import DateMention
from multipolar.statements.cues import cued
from multipolar.statements.mask import Masked, pattern, phrases
from multipolar.statements.phrasing import Choice, Phrasing

_REACH = 70
_NEAR = 45
# No sentence that a person wrote says more than so many things of one form.
_MOST = 40


def forms(
    masked: Masked, kind: str, key: str = "forms", fill: Callable[[str, str], str] | None = None
) -> Iterator[tuple[Mapping[str, Any], re.Match[str]]]:
    """Every match of a kind's phrasings in a sentence, with the entry of the file that gave it.

    Args:
        masked: The sentence.
        kind: Whose phrasings.
        key: Which part of the file.
        fill: Fills the kind's own names into a phrasing, given it and the language.
    """
    language = masked.sentence.language
    words = phrases(kind, language)
    if not words or not cued(words["cue"], masked.text, language):
        return
    cue = words.get("cues", {}).get(key)
    if cue and not cued(cue, masked.text, language):
        return
    for form, says in _entries(kind, key, language, fill).within(masked.text):
        if "cue" in form and not cued(form["cue"], masked.text, language):
            continue
        for match in islice(says.finditer(masked.text), _MOST):
            yield form, match


@cache
def _entries(
    kind: str, key: str, language: str, fill: Callable[[str, str], str] | None
) -> Choice[tuple[Mapping[str, Any], Phrasing]]:
    """The entries of a part of a file, each with its phrasing."""
    entries = []
    for form in phrases(kind, language)[key]:
        says = form_pattern(fill(form["source"], language) if fill else form["source"], kind, language)
        cue = (pattern(form["cue"], language),) if "cue" in form else ()
        entries.append(((form, says), (says, *cue)))
    return Choice(entries)


@cache
def form_pattern(source: str, kind: str, language: str) -> Phrasing:
    """Compile a phrasing that uses its kind's own fragments beside the common ones."""
    own: dict[str, str] = phrases(kind, language).get("fragments", {})
    expanded = source
    for _ in range(4):
        for name, part in own.items():
            expanded = expanded.replace(f"{{{name}}}", f"(?:{part.strip()})")
    return pattern(expanded, language)


def asserted(masked: Masked, match: re.Match[str]) -> bool:
    """Whether what a match says is said as a fact: no question, plan, wish, condition or forecast."""
    language = masked.sentence.language
    words = phrases("asserted", language)
    if masked.sentence.text.rstrip().rstrip("\"'”’»)").endswith("?"):
        return False
    lead = match.groupdict().get("aux") or ""
    if pattern(words["modal"], language).search(lead):
        return False
    before = masked.text[max(0, match.start() - _REACH) : match.start()]
    clause = re.split(words["breaks"], before)[-1]
    return pattern(words["unreal"], language).search(clause) is None


def asserted_lead(masked: Masked, lead: str) -> bool:
    """Whether the words between subject and verb leave the clause a fact ("may", "plans to" do not)."""
    language = masked.sentence.language
    last = re.split(r"\b(?:and|or|but)\b", lead)[-1]
    known = phrases("clauses", language)
    infinitive = pattern(known["bare_infinitive"], language).search(last)
    if infinitive and not pattern(known["refusal"], language).search(last):
        return False
    return pattern(phrases("asserted", language)["modal"], language).search(last) is None


def negated(masked: Masked, words: str) -> bool:
    """Whether the words between subject and verb deny what the verb says."""
    language = masked.sentence.language
    bare = re.sub(r",[^,]*,|\([^()]*\)", " ", words)
    return pattern(phrases("asserted", language)["negated"], language).search(bare) is not None


def said_when(masked: Masked, start: int, end: int) -> DateMention | None:
    """The date that a clause speaks of: right after it, within it, or the only one of its sentence."""
    dates = [d for d in masked.sentence.dates if d.span.start is not None or d.span.end is not None]
    offset = masked.sentence.start
    after = [d for d in dates if 0 <= d.start - offset - end <= _NEAR]
    if after and not re.search(r"[;:]|\b(?:and|but|while)\b", masked.text[end : after[0].start - offset]):
        return after[0]
    inside = [d for d in dates if start <= d.start - offset < end]
    if len(inside) == 1:
        return inside[0]
    return dates[0] if len(dates) == 1 else None
