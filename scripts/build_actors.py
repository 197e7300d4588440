"""Write the generated tables of actors: codes, names in five languages, and the UN's regions.

Sources read at build time, none at run time:

- ISO 3166-1, as packaged by ``pycountry``;
- Unicode CLDR, as packaged by ``babel``: short names of territories and of M49 regions;
- UNTERM names and the M49 regions of each territory, as compiled in ``country-codes.csv`` of
  github datasets/country-codes (public domain, ODC-PDDL); its path is the one argument.

Hand-kept tables are read, never written: ``states.csv`` (ids), ``adjectives.csv`` (base forms).

    python scripts/build_actors.py ../shared/data/country-codes/country-codes.csv
"""

import csv
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pycountry
from babel import Locale

from actor_forms import adjective_forms, declined
from multipolar.actors.names import key_of

DATA = Path(__file__).resolve().parent.parent / "src/multipolar/actors/data"
LANGUAGES = ("en", "es", "pt", "ru", "fr")
UNTERM = {"en": "English", "es": "Spanish", "fr": "French", "ru": "Russian"}
NO_CLDR_REGION = {"013", "419"}
"""CLDR calls these Central America and Latin America; M49 means wider regions, so they are named by hand."""

Row = tuple[str, ...]


def table(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def write(name: str, header: str, rows: Iterable[Row]) -> None:
    """Write one table, without repeated rows, with Unix line ends."""
    with (DATA / name).open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(dict.fromkeys(rows))


def iso_codes() -> Iterator[Row]:
    """ISO 3166-1 codes of today; M49 uses the same numbers for states and territories."""
    for country in pycountry.countries:
        pairs = (
            ("iso2", country.alpha_2), ("iso3", country.alpha_3),
            ("iso_numeric", country.numeric), ("m49", country.numeric),
        )  # fmt: skip
        for scheme, code in pairs:
            yield (scheme, code, country.alpha_3, "", "", "ISO 3166-1")


def cldr_names() -> Iterator[Row]:
    """Short names in the five languages from CLDR, with the case forms that Russian text uses."""
    pairs = [(country.alpha_3, country.alpha_2) for country in pycountry.countries] + [("XKX", "XK")]
    for actor, code in pairs:
        for language in LANGUAGES:
            text = Locale(language).territories[code]
            yield (actor, language, text, "short", "", "", "CLDR")


def unterm_names(path: Path) -> Iterator[Row]:
    """Short and official names that the United Nations uses, without their articles."""
    for row in table(path):
        for language, column in UNTERM.items():
            for form, kind in (("Short", "short"), ("Formal", "official")):
                text = plain(row[f"UNTERM {column} {form}"])
                if text and row["ISO3166-1-Alpha-3"]:
                    yield (row["ISO3166-1-Alpha-3"], language, text, kind, "", "", "UNTERM")


def plain(text: str) -> str:
    """A UNTERM cell without its article, footnote stars and doubled spaces.

    >>> plain("Cook Islands (the) **")
    'Cook Islands'
    """
    text = re.sub(r"[*\s]+$", "", text)
    text = re.sub(r"\s*\((?:the|el|la|los|las|le|les|l['’]|fem\.|masc\.)\)", "", text)
    text = re.sub(r"^(?:the|el|la|los|las|le|les) |^l['’]", "", text)
    return " ".join(text.split())


def adjectives() -> Iterator[Row]:
    """Adjectives and demonyms in the forms that each language gives them."""
    for row in table(DATA / "adjectives.csv"):
        for text, form in adjective_forms(row["text"], row["language"]):
            yield (row["actor"], row["language"], text, form, row["valid_from"], row["valid_to"], "by rule")


def russian_cases(rows: Iterable[Row]) -> Iterator[Row]:
    """Case forms of Russian names, as they stand in running text."""
    for actor, language, text, form, start, end, _ in rows:
        if language == "ru" and form != "abbreviation":
            for case in declined(text):
                yield (actor, language, case, form, start, end, "by rule")


def hand_names() -> Iterator[Row]:
    """The names kept by hand, in the shape of the generated ones."""
    for row in table(DATA / "names_by_hand.csv"):
        yield (*row.values(), "by hand")


def region_members(path: Path) -> Iterator[Row]:
    """Which territories and smaller regions each region of M49 holds."""
    columns = ("Region Code", "Sub-region Code", "Intermediate Region Code")
    for row in table(path):
        chain = [int(row[column]) for column in columns if row[column]]
        for code in chain:
            yield (f"M49-{code:03d}", row["ISO3166-1-Alpha-3"], "", "", "M49")
        if row["Sub-region Code"] == "21" or ("419" in row["Sub-region Code"] and row[columns[2]] != "5"):
            yield ("M49-003", row["ISO3166-1-Alpha-3"], "", "", "M49")
        yield ("M49-001", row["ISO3166-1-Alpha-3"], "", "", "M49")


def region_names() -> Iterator[Row]:
    """Names of M49 regions in the five languages."""
    for row in table(DATA / "regions.csv"):
        code = row["id"].removeprefix("M49-")
        for language in LANGUAGES if code != row["id"] and code not in NO_CLDR_REGION else ():
            text = Locale(language).territories.get(code)
            if text:
                yield (row["id"], language, text, "short", "", "", "CLDR")
                for case in declined(text) if language == "ru" else ():
                    yield (row["id"], language, case, "short", "", "", "by rule")


def keyed(rows: Iterable[Row]) -> list[Row]:
    """The names sorted, base forms before case forms, each with its key, so that loading need not fold it."""
    single = {row[:6]: row for row in reversed(list(rows))}
    stored = ((*row[:6], key_of(row[2], row[3]), *row[6:]) for row in single.values())
    return sorted(stored, key=lambda row: (row[-1] == "by rule", row))


def main(country_codes: Path) -> None:
    """Write every generated table."""
    known = {row["id"] for row in table(DATA / "states.csv")}
    names = [*cldr_names(), *unterm_names(country_codes)]
    cases = russian_cases([*names, *hand_names()])
    header = "actor,language,text,form,valid_from,valid_to,key,source"
    members = (row for row in region_members(country_codes) if row[1] in known)
    write("codes.csv", "scheme,code,actor,valid_from,valid_to,source", sorted(iso_codes()))
    write("names.csv", header, keyed(row for row in [*names, *cases, *adjectives()] if row[0] in known))
    write("region_names.csv", header, keyed(region_names()))
    write("region_members.csv", "region,member,valid_from,valid_to,source", sorted(members))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Give the path of country-codes.csv (github datasets/country-codes)")
    main(Path(sys.argv[1]))
