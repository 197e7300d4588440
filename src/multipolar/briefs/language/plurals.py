"""Which form of a word goes with a number, by the cardinal rules of Unicode's CLDR."""

from typing import Literal

from multipolar.briefs.language import Language

Category = Literal["one", "few", "many", "other"]
# The order in which sentences give the forms of a word; "other" of Russian is for fractions alone.
CATEGORIES: dict[Language, tuple[Category, ...]] = {
    "en": ("one", "other"), "es": ("one", "other"), "pt": ("one", "other"), "ru": ("one", "few", "many"),
}  # fmt: skip


def category(language: Language, number: float) -> Category:
    """The category of a number.

    >>> [category("ru", n) for n in (1, 3, 11, 21, 1.5)]
    ['one', 'few', 'many', 'one', 'other']
    """
    whole = float(number).is_integer()
    if language == "ru":
        return _russian(int(abs(number))) if whole else "other"
    if language == "pt":
        return "one" if 0 <= abs(number) < 2 else "other"
    return "one" if number == 1 else "other"


def _russian(number: int) -> Category:
    ten, hundred = number % 10, number % 100
    if ten == 1 and hundred != 11:
        return "one"
    return "few" if ten in (2, 3, 4) and hundred not in (12, 13, 14) else "many"


def agreeing(language: Language, number: float, forms: tuple[str, ...]) -> str:
    """The form of a word that goes with a number; of a fraction in Russian the second, as in "1,5 года"."""
    order = CATEGORIES[language]
    found = category(language, number)
    return forms[order.index(found) if found in order else 1]
