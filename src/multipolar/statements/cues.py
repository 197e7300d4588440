"""Whether a sentence holds the cue without which a phrasing is not tried."""

from functools import lru_cache

from multipolar.statements.mask import pattern


@lru_cache(maxsize=512)
def cued(source: str, text: str, language: str) -> bool:
    """Whether a cue stands in the text of a sentence.

    Args:
        source: The cue, as a phrasing file writes it.
        text: The text, masked or as it stands.
        language: Two letters.
    """
    return pattern(source, language).search(text) is not None
