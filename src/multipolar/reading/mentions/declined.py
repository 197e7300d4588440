"""The oblique cases of Russian names of organisations: leading adjectives and the first noun change, the rest stays."""

from collections.abc import Iterator

from multipolar.reading.lexicon import lexicon

_CASES = 4  # genitive, dative, instrumental, prepositional; the accusative is one of these or stands beside them
_SMALL = frozenset({"и", "о", "об", "за", "по", "для", "в"})


def declined(name: str) -> Iterator[str]:
    """The forms of a name in the cases other than the first.

    Args:
        name: A Russian name in the nominative, such as "Евразийский экономический союз".

    >>> "Евразийского экономического союза" in set(declined("Евразийский экономический союз"))
    True
    >>> sorted(declined("БРИКС"))
    []
    """
    words = name.split(" ")
    endings = lexicon("endings", "ru")
    head = _head(words, endings["adjectives"])
    if head is None:
        return
    noun, tail = words[head], words[head + 1 :]
    forms = _noun(noun, endings["nouns"])
    if forms is None:
        return
    leading = [_adjective(word, endings["adjectives"]) for word in words[:head]]
    for case in range(len(forms)):
        yield " ".join([*(forms_[case] for forms_ in leading if forms_ is not None), forms[case], *tail])


def _head(words: list[str], adjectives: dict[str, list[str]]) -> int | None:
    """Where the noun stands that the adjectives before it belong to."""
    for place, word in enumerate(words):
        if word in _SMALL and place:
            continue
        if not word[:1].isalpha() or word.isupper():
            return None
        if _adjective(word, adjectives) is None:
            return place
    return None


def _adjective(word: str, endings: dict[str, list[str]]) -> list[str] | None:
    """An adjective's forms; a small word between two adjectives stays as it is."""
    if word in _SMALL:
        return [word] * _FORMS
    for ending, cases in endings.items():
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)]
            return [stem + case for case in cases]
    return None


_FORMS = _CASES + 1


def _noun(word: str, endings: dict[str, list[str]]) -> list[str] | None:
    for ending, cases in endings.items():
        if word.endswith(ending):
            stem = word[: len(word) - len(ending)]
            return [stem + case for case in cases]
    if word[-1] in "бвгджзклмнпрстфхцчшщ":
        return [word + case for case in endings["*"]]
    return None
