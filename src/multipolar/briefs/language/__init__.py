"""How a brief speaks: sentences, names, dates and numbers in each of its languages."""

from typing import Literal, get_args

from multipolar.basics.errors import AskedWronglyError

Language = Literal["en", "es", "pt", "ru"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


def known(language: str) -> Language:
    """The language, or a refusal.

    Raises:
        AskedWronglyError: No brief is written in it.
    """
    for one in LANGUAGES:
        if one == language:
            return one
    raise AskedWronglyError(f"There is no brief in {language!r}", f"Languages: {', '.join(LANGUAGES)}")
