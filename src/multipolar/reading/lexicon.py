"""The words and phrasings of each language: YAML files under ``data/``, read once."""

from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent / "data"
LANGUAGES = ("en", "es", "pt", "ru", "fr")


@cache
def lexicon(topic: str, language: str = "") -> dict[str, Any]:
    """One topic's words (``dates``, ``numbers``, ``sentences``) in one language.

    Args:
        topic: The file's name without its ending.
        language: Two letters; empty for what holds in every language.

    Returns:
        The file's content; empty when the language has no such file yet.
    """
    path = DATA / language / f"{topic}.yaml"
    if not path.is_file():
        return {}
    import yaml  # 20 ms, not needed by `--help`

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    content = yaml.load(path.read_text("utf-8"), Loader=loader)  # noqa: S506 (a safe loader either way)
    if not isinstance(content, dict):
        raise TypeError(f"{path} is not a mapping")
    return content


def plain(written: str) -> str:
    """Words as the files have them: in small letters, single blanks, and no letter that only looks alike.

    A pattern that ignores case also takes the dotless and the long letters ("sıx", "ſix") for plain ones.
    """
    return " ".join(written.casefold().replace("ı", "i").replace("i\u0307", "i").split())


def alternatives(words: "list[str] | dict[str, Any]") -> str:
    """A pattern that matches any of the words, longest first so that none hides a longer one."""
    import re

    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
