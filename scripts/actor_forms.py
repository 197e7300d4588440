"""How adjectives and Russian names change their endings, by the regular rules of each language."""

import re
from collections.abc import Iterator

_RU_HARD = ("ый", "ого", "ому", "ым", "ом", "ая", "ой", "ую", "ое", "ые", "ых", "ыми")
_RU_SOFT = ("ий", "ого", "ому", "им", "ом", "ая", "ой", "ую", "ое", "ие", "их", "ими")
_VOWELS = "аеёиоуыэюя"
_FIXED = re.compile(r"[^а-яё]", re.IGNORECASE)
_MASCULINE_SOFT = {"Израиль", "Кремль"}
_NO_PLURAL = {
    "Malagasy", "Batswana", "Motswana", "Basotho", "Mosotho", "I-Kiribati", "Ni-Vanuatu", "Lao", "Myanmar",
    "Philippine", "Burkinabe", "Burkinabé", "Dutch",
}  # fmt: skip
_PT_PLURALS = {"alemão": "ães", "afegão": "ãos", "letão": "ões"}
_BACK = "гкхжчшщ"


def adjective_forms(text: str, language: str) -> Iterator[tuple[str, str]]:
    """The forms of an adjective, each with what it is: ``adjective`` or ``demonym`` (people)."""
    if language == "en":
        yield from _english(text)
        return
    if language == "ru":
        yield from _russian(text)
        return
    ends = {"es": _spanish, "pt": _portuguese, "fr": _french}[language](text)
    for form in dict.fromkeys((text, *ends)):
        yield form, "adjective"


def declined(name: str) -> Iterator[str]:
    """The oblique cases of a Russian name that follows the common patterns; none for others.

    >>> list(declined("Россия"))
    ['России', 'Россию', 'Россией']
    """
    words = name.split()
    if len(words) == 1:
        yield from _noun(name)
    elif words[0] == "Республика":
        for end in ("и", "е", "у", "ой"):
            yield " ".join(["Республик" + end, *words[1:]])
    elif len(words) == 2 and words[0].endswith(("ая", "ий", "ый")):
        yield from _pair(*words)


def _pair(adjective: str, noun: str) -> Iterator[str]:
    """The oblique cases of an adjective with its noun: Южная Корея, Советский Союз."""
    cases, stem = list(_noun(noun)), adjective[:-2]
    if len(cases) < 3:
        return
    if adjective.endswith("ая"):
        both = (cases[0], cases[1] if len(cases) == 4 else cases[0], cases[-2], cases[-1])
        ends = ("ой", "ой", "ую", "ой")
    else:
        both = tuple(cases)
        ends = ("ого", "ому", "им" if adjective.endswith("ий") else "ым", "ом")
    for end, case in zip(ends, both, strict=False):
        yield f"{stem}{end} {case}"


def _english(text: str) -> Iterator[tuple[str, str]]:
    yield text, "adjective"
    if text in _NO_PLURAL or text.endswith(("ic", "ois")):
        return
    if text.endswith(("ese", "ish", "nch", "tch", "ss", "yz")):
        yield text, "demonym"
    elif text.endswith("man") and text.removesuffix("man") in ("Dutch", "French", "Irish"):
        yield text[:-2] + "en", "demonym"
    else:
        yield text + "s", "demonym"


def _russian(text: str) -> Iterator[tuple[str, str]]:
    if text.endswith(("ий", "ый")):
        ends = _RU_SOFT if text.endswith("ий") else _RU_HARD
        for end in ends:
            yield text[:-2] + end, "adjective"
        return
    yield text, "demonym"
    if text.endswith("ец"):
        stem = text[:-2] + ("й" if text[-3] in _VOWELS else "")
        for end in ("цы", "цев", "цам", "цами", "цах"):
            yield stem + end, "demonym"
    elif text.endswith("нин"):
        for end in ("не", "н", "нам", "нами", "нах"):
            yield text[:-3] + end, "demonym"


def _spanish(text: str) -> tuple[str, ...]:
    if text.endswith("o"):
        return text[:-1] + "a", text + "s", text[:-1] + "as"
    if text.endswith("és"):
        return tuple(text[:-2] + end for end in ("esa", "eses", "esas"))
    if text.endswith("án"):
        return tuple(text[:-2] + end for end in ("ana", "anes", "anas"))
    if text.endswith("ón"):
        return tuple(text[:-2] + end for end in ("ona", "ones", "onas"))
    if text.endswith(("í", "ú")):
        return text + "es", text + "s"
    if text.endswith(("l", "r")):
        return text + "a", text + "es", text + "as"
    return (text + "s",)


def _portuguese(text: str) -> tuple[str, ...]:
    if text.endswith("eu"):
        return text[:-2] + "eia", text + "s", text[:-2] + "eias"
    if text.endswith("o") and not text.endswith("ão"):
        return text[:-1] + "a", text + "s", text[:-1] + "as"
    if text.endswith("ês"):
        return tuple(text[:-2] + end for end in ("esa", "eses", "esas"))
    if text.endswith("ão"):
        return tuple(text[:-2] + end for end in ("ã", _PT_PLURALS[text], "ãs"))
    if text.endswith("ol"):
        return text + "a", text[:-2] + "óis", text + "as"
    return (text + "s",)


def _french(text: str) -> tuple[str, ...]:
    if text.endswith("en"):
        return text + "ne", text + "s", text + "nes"
    if text.endswith("ec"):
        return text + "que", text + "s", text + "ques"
    if text.endswith("turc"):
        return text[:-1] + "que", text + "s", text[:-1] + "ques"
    if text.endswith("s"):
        return text + "e", text + "es"
    if text.endswith("e"):
        return (text + "s",)
    return text + "e", text + "s", text + "es"


def _noun(word: str) -> Iterator[str]:
    """The oblique singular cases of one word."""
    last = word.rsplit("-", 1)[-1]
    if _FIXED.search(last) or len(last) < 3:
        return
    stem = word[:-1]
    if word.endswith("ия"):
        yield from (stem + end for end in ("и", "ю", "ей"))
    elif word.endswith(("ея", "уа")):
        yield from (stem + end for end in (("и", "е", "ю", "ей") if word[-1] == "я" else ()))
    elif word.endswith("а") and word[-2] not in _VOWELS:
        yield from (stem + end for end in ("и" if word[-2] in _BACK else "ы", "е", "у", "ой"))
    elif word.endswith("й"):
        yield from (stem + end for end in ("я", "ю", "ем", "е"))
    elif word.endswith("ь"):
        yield from (stem + end for end in (("я", "ю", "ем", "е") if word in _MASCULINE_SOFT else ("и", "ью")))
    elif word[-1] not in _VOWELS + "ъ":
        yield from (word + end for end in ("а", "у", "ом", "е"))
