"""How a name in Russian letters is written in Latin ones, to be compared with a record's spelling."""

# BGN/PCGN romanisation without its signs, which records of office-holders do not write either.
_LATIN = str.maketrans({
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i",
    "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
    "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y",
    "ь": "", "э": "e", "ю": "yu", "я": "ya",
})  # fmt: skip
_FIRST, _LAST = "Ѐ", "ӿ"


def is_cyrillic(text: str) -> bool:
    """Whether a text holds a letter of the Cyrillic script.

    >>> is_cyrillic("Лавров"), is_cyrillic("Lavrov")
    (True, False)
    """
    return not text.isascii() and any(_FIRST <= letter <= _LAST for letter in text)


def latin(text: str) -> str:
    """A text in small letters with its Russian letters written in Latin ones.

    >>> latin("Сергей Лавров")
    'sergey lavrov'
    """
    return text.lower().translate(_LATIN)
