"""The oblique cases of Russian names: leading adjectives and the first noun change, the rest stays."""

from collections.abc import Iterator

from multipolar.reading.lexicon import lexicon

# Words between two adjectives, which stay as they are: "Всеобъемлющее и прогрессивное соглашение".
_JOINING = frozenset({"и"})
_CONSONANTS = frozenset("бвгджзклмнпрстфхцчшщ")


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
    parts: list[list[str]] = []
    for place, word in enumerate(words):
        if not word[:1].isalpha() or word.isupper():
            return
        forms = _adjective(word, endings["adjectives"])
        if forms is None:
            noun = _noun(word, endings["nouns"])
            for case in range(len(noun)):
                yield " ".join([*(part[case] for part in parts), noun[case], *words[place + 1 :]])
            return
        parts.append(forms)


def _adjective(word: str, endings: dict[str, list[str]]) -> list[str] | None:
    if word in _JOINING:
        return [word] * len(next(iter(endings.values())))
    found = next((e for e in endings if word.endswith(e) and len(word) > len(e) + 2), None)
    return None if found is None else [word.removesuffix(found) + case for case in endings[found]]


def _noun(word: str, endings: dict[str, list[str]]) -> list[str]:
    """A noun's forms; none for one that has no ending of the list and does not end in a consonant."""
    found = next((e for e in endings if word.endswith(e)), "")
    if not found and word[-1] not in _CONSONANTS:
        return []
    return [word.removesuffix(found) + case for case in endings[found or "*"]]
