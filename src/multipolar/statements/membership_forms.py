"""The phrasings of membership and composition, compiled with their own fragments, each behind its cue."""

from functools import cache
from typing import Any

from multipolar.statements import cues
from multipolar.statements.mask import Masked, pattern, phrases
from multipolar.statements.phrasing import Phrasing


def membership_phrases(language: str) -> dict[str, Any]:
    """The phrasings of membership and composition; empty when the language has none."""
    return phrases("membership", language)


def cued(masked: Masked, claim: str) -> bool:
    """Whether a sentence holds the cue without which phrasings of a claim are not tried."""
    language = masked.sentence.language
    return cues.cued(membership_phrases(language)["cues"][claim], masked.text, language)


@cache
def form_pattern(source: str, language: str) -> Phrasing:
    """Compile a phrasing that uses this kind's own fragments."""
    own: dict[str, str] = membership_phrases(language)["fragments"]
    for name, fragment in own.items():
        source = source.replace("{" + name + "}", f"(?:{fragment.strip()})")
    return pattern(source, language)
