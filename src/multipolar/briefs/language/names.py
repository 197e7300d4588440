"""What actors are called in a sentence of each language, with articles, contractions and cases."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from multipolar.actors import Actor
from multipolar.actors.organisations import organisation_names, organisations
from multipolar.briefs.language import Language
from multipolar.briefs.language.articles import named, owned

_TABLE = Path(__file__).with_name("names.csv")
_SOUND_OF_I = ("I", "Í", "Hi", "Hí", "i", "í", "hi", "hí")
_GLIDES = ("Hie", "Hia", "Ia", "Ie", "Io", "hie", "hia", "ia", "ie", "io")
_CONTRACTED = {
    "de": {"o": "do", "a": "da", "os": "dos", "as": "das"}, "em": {"o": "no", "a": "na", "os": "nos",
    "as": "nas"}, "a": {"o": "ao", "a": "à", "os": "aos", "as": "às"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spoken:
    """A name as sentences use it.

    Attributes:
        plain: As a heading has it.
        forms: As a part of a sentence, by the form's name; ``""`` is the subject.
    """

    plain: str
    forms: Mapping[str, str]

    def form(self, which: str) -> str:
        """One form; the subject's where the language makes no difference."""
        return self.plain if which == "plain" else self.forms.get(which, self.forms[""])

    def __str__(self) -> str:
        return self.forms[""]


def spoken(actor: Actor, language: Language) -> Spoken:
    """What a state, territory or region is called; the English name where a language has none."""
    row = _table().get(actor.id)
    if language == "en" or row is None:
        return english(actor.name)
    if language == "es":
        return spanish(row["es"], row["es_article"])
    if language == "pt":
        return portuguese(row["pt"], row["pt_article"])
    return Spoken(row["ru"], {"": row["ru"], "of": row["ru_gen"], "with": row["ru_ins"]})


@cache
def body(organisation: str, language: Language, long: bool = False) -> Spoken:
    """What an organisation is called: by its abbreviation where that is the usual name, else in full."""
    usual = any(n.text == organisation and n.form == "abbreviation" for n in organisation_names())
    known = [n for n in organisation_names() if n.actor == organisation and n.language == language]
    full = organisations()[organisation].name
    if language != "en":
        full = next((n.text for n in known if n.form in ("short", "official")), full)
    brief = organisation if language == "en" else next(
        (n.text for n in known if n.form == "abbreviation"), full
    )  # fmt: skip
    if long:
        return _bare(full if not usual or brief in full else f"{full} ({brief})")
    name = brief if usual else full
    return english(name) if language == "en" else _bare(name)


def english(name: str) -> Spoken:
    """An English name with its article."""
    subject = named(name)
    return Spoken(name, {"": subject, "own": owned(subject)})


def spanish(name: str, article: str) -> Spoken:
    """A Spanish name: ``del Reino Unido``, ``e Irán``.

    >>> spanish("Irán", "").form("and"), spanish("Reino Unido", "el").form("of")
    ('e Irán', 'del Reino Unido')
    """
    subject = f"{article} {name}".strip()
    return Spoken(
        name,
        {
            "": subject,
            "and": spanish_and(subject),
            "of": f"del {name}" if article == "el" else f"de {subject}",
            "to": f"al {name}" if article == "el" else f"a {subject}",
        },
    )


def spanish_and(text: str) -> str:
    """A text after "and": ``e Irán``, ``y Chile``, ``y hierro``."""
    hard = text.startswith(_SOUND_OF_I) and not text.startswith(_GLIDES)
    return f"{'e' if hard else 'y'} {text}"


def portuguese(name: str, article: str) -> Spoken:
    """A Portuguese name: ``do Chile``, ``à Rússia``, ``em Portugal``.

    >>> portuguese("Rússia", "a").form("to"), portuguese("Portugal", "").form("in")
    ('à Rússia', 'em Portugal')
    """
    forms = {"": f"{article} {name}".strip()}
    for which, preposition in (("of", "de"), ("in", "em"), ("to", "a")):
        forms[which] = f"{_CONTRACTED[preposition].get(article, preposition)} {name}"
    return Spoken(name, forms)


def _bare(name: str) -> Spoken:
    return Spoken(name, {"": name})


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return {row["actor"]: row for row in csv.DictReader(file)}
