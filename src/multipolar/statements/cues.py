"""Whether a sentence holds the cue without which a phrasing is not tried."""

from functools import lru_cache

from multipolar.statements.mask import pattern
from multipolar.statements.phrasing import Phrasing


def cued(source: str, text: str, language: str) -> bool:
    """Whether a cue stands in the text of a sentence.

    Args:
        source: The cue, as a phrasing file writes it.
        text: The text, masked or as it stands.
        language: Two letters.
    """
    phrasing = pattern(source, language)
    return not phrasing.nowhere(text) and _stands(phrasing, text)


@lru_cache(maxsize=512)
def _stands(phrasing: Phrasing, text: str) -> bool:
    return phrasing.stands(text)
