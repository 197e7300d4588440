"""Writes src/multipolar/briefs/language/names.csv: states, territories and regions as briefs name them.

Names are those of Unicode's CLDR (Babel carries it), by ISO code; those of ended states and of regions,
and where CLDR's is no name for running text, stand in names_by_hand.csv beside it. Portuguese and Spanish
articles and the Russian genitive and instrumental follow the endings, with exceptions by hand.
"""

import csv
import re
from pathlib import Path

from babel import Locale

from multipolar import actors

_FOLDER = Path(__file__).parents[1] / "src/multipolar/briefs/language"
_COLUMNS = ("actor", "es", "es_article", "pt", "pt_article", "ru", "ru_gen", "ru_ins")
_ASIDE = re.compile(r"\s*\([^)]*\)|, RAE da China|^RAE de ")
_CONSONANTS = "бвгджзйклмнпрстфхцчшщ"
# Portuguese names that take no article, and those whose ending misleads.
_PT_BARE = """
    AGO AND ATG BRB BLZ BGD CPV CUB CUW CYP DJI DMA FJI GIB GRD GUM HKG HND ISR JEY GGY KIR KNA
    LCA LIE MAC MAR MCO MDG MLT MMR MOZ MSR MYT NIU NRU PLW PRT PRI SGP SHN SLV SMR STP TKL TLS TON
    TTO TUV TWN VCT VUT WLF WSM SJM SPM BLM MAF SXM AIA GLP
"""
_PT_MASCULINE = "KEN CAN PAN QAT"
_PT_FEMININE = "GIN GNB GNQ PNG GUF CIV NZL"
_PT_PLURAL = {"Estados": "os", "Emirados": "os", "Países": "os", "Ilhas": "as", "Filipinas": "as",
              "Bahamas": "as", "Bermudas": "as", "Camarões": "os", "Comores": "as", "Maldivas": "as",
              "Seicheles": "as", "Territórios": "os", "Antilhas": "as"}  # fmt: skip
_ES = {"República": "la", "Reino": "el", "Unión": "la", "Países": "los", "Emiratos": "los", "Islas": "las",
       "Isla": "la", "Federación": "la", "Imperio": "el", "Territorio": "el", "Territorios": "los",
       "Zona": "la", "Antillas": "las", "Sáhara": "el", "Polinesia": "la", "Guayana": "la"}  # fmt: skip
_RU_FIXED = "Никарагуа Самоа Антигуа Гренадины Эсватини США ОАЭ КНДР Косово Кюрасао"
_RU_PLURAL = {"Нидерланды": ("Нидерландов", "Нидерландами"), "Филиппины": ("Филиппин", "Филиппинами"),
              "Мальдивы": ("Мальдив", "Мальдивами"), "Багамы": ("Багам", "Багамами"),
              "Коморы": ("Комор", "Коморами"), "острова": ("островов", "островами"),
              "остров": ("острова", "островом"), "Острова": ("Островов", "Островами")}  # fmt: skip
_RU_ADJECTIVES = {"ая": ("ой", "ой"), "яя": ("ей", "ей"), "ый": ("ого", "ым"),
                  "кий": ("кого", "ким"), "ий": ("его", "им"),
                  "ой": ("ого", "ым"), "кое": ("кого", "ким"), "ое": ("ого", "ым"),
                  "ые": ("ых", "ыми"), "ие": ("их", "ими")}  # fmt: skip
_RU_NOUNS = (("ия", "ии", "ией"), ("ея", "еи", "еей"), ("ья", "ьи", "ьей"), ("ка", "ки", "кой"),
             ("га", "ги", "гой"), ("ха", "хи", "хой"), ("ша", "ши", "шей"), ("а", "ы", "ой"),
             ("я", "и", "ей"), ("ь", "и", "ью"), ("й", "я", "ем"))  # fmt: skip


def main() -> None:
    """Write the table."""
    by_hand = {row["actor"]: row for row in _read(_FOLDER / "names_by_hand.csv")}
    cldr = {language: Locale.parse(language).territories for language in ("es", "pt", "ru")}
    with (_FOLDER / "names.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(_COLUMNS)
        for actor in actors.all_actors():
            if actor.kind != "organisation":
                names = {lang: _name(actor, lang, by_hand, cldr) for lang in cldr}
                if all(names.values()):
                    table.writerow(_row(actor.id, names, by_hand.get(actor.id, {})))


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _name(actor: actors.Actor, language: str, by_hand: dict, cldr: dict) -> str:
    told = by_hand.get(actor.id, {}).get(language)
    if told:
        return told
    code = actor.iso2 if actor.until is None else None
    found = cldr[language].get(code, "") if code else ""
    if not found and actor.kind == "region":
        found = next((n.text for n in actors.all_names()
                      if (n.actor, n.language, n.form) == (actor.id, language, "short")), "")  # fmt: skip
    return _ASIDE.sub("", found).replace("о-ва", "острова").replace("о-в ", "остров ")


def _row(actor: str, names: dict[str, str], told: dict[str, str]) -> tuple[str, ...]:
    genitive, instrumental = declined(names["ru"])
    article = told.get("pt_article") or _portuguese(actor, names["pt"])
    return (
        actor, names["es"], told.get("es_article") or _ES.get(names["es"].split()[0], ""),
        names["pt"], article.replace("-", ""), names["ru"],
        told.get("ru_gen") or genitive, told.get("ru_ins") or instrumental,
    )  # fmt: skip


def _portuguese(actor: str, name: str) -> str:
    first = name.split()[0]
    if first in _PT_PLURAL:
        return _PT_PLURAL[first]
    if actor in _PT_BARE.split():
        return ""
    if actor in _PT_FEMININE.split():
        return "a"
    if actor in _PT_MASCULINE.split():
        return "o"
    return "a" if first.endswith(("a", "ã")) or first in ("República", "Ilha", "União") else "o"


def declined(name: str) -> tuple[str, str]:
    """A Russian name's genitive and instrumental: adjectives and the first noun change, the rest stays."""
    words = name.split(" ")
    forms: tuple[list[str], list[str]] = ([], [])
    for place, word in enumerate(words):
        ending = next((e for e in _RU_ADJECTIVES if word.endswith(e)), "")
        if ending and (place + 1 < len(words)) and len(word) > 4:
            for form, new in zip(forms, _RU_ADJECTIVES[ending], strict=True):
                form.append(word.removesuffix(ending) + new)
            continue
        rest = words[place + 1 :]
        joined = rest[:1] == ["и"]
        after = declined(" ".join(rest[1:])) if joined else (" ".join(rest),) * 2
        tail = [f"и {part}" for part in after] if joined else list(after)
        return (
            " ".join([*forms[0], _noun(word)[0], tail[0]]).strip(),
            " ".join([*forms[1], _noun(word)[1], tail[1]]).strip(),
        )
    return name, name


def _noun(word: str) -> tuple[str, str]:
    if word in _RU_PLURAL:
        return _RU_PLURAL[word]
    if word in _RU_FIXED.split() or word.isupper():
        return word, word
    for end, genitive, instrumental in _RU_NOUNS:
        if word.endswith(end):
            return word.removesuffix(end) + genitive, word.removesuffix(end) + instrumental
    if word[-1] in _CONSONANTS:
        return word + "а", word + ("ем" if word[-1] in "жшчщц" else "ом")
    return word, word


if __name__ == "__main__":
    main()
