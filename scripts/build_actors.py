"""Write the generated tables of actors: ISO and statistical codes, CLDR names, the UN's regions."""

import csv
from collections.abc import Iterable
from pathlib import Path

import pycountry
from babel import Locale

DATA = Path(__file__).resolve().parent.parent / "src/multipolar/actors/data"
LANGUAGES = ("en", "es", "pt", "ru", "fr")


def states() -> dict[str, dict[str, str]]:
    """The table of states and territories, by id; kept by hand."""
    with (DATA / "states.csv").open(encoding="utf-8", newline="") as lines:
        return {row["id"]: row for row in csv.DictReader(lines)}


def write(name: str, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    """Write one table, sorted as given, with Unix line ends."""
    with (DATA / name).open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def iso_codes() -> list[tuple[str, ...]]:
    """ISO 3166-1 codes of today; M49 uses the same numbers for states and territories."""
    found: list[tuple[str, ...]] = []
    for country in pycountry.countries:
        pairs = (
            ("iso2", country.alpha_2), ("iso3", country.alpha_3),
            ("iso_numeric", country.numeric), ("m49", country.numeric),
        )  # fmt: skip
        found += [(scheme, code, country.alpha_3, "", "", "ISO 3166-1") for scheme, code in pairs]
    return sorted(found)


def cldr_names() -> list[tuple[str, ...]]:
    """Short names in the five languages from CLDR, and its variants."""
    found = []
    for country in pycountry.countries:
        for language in LANGUAGES:
            names = Locale(language).territories
            found.append((country.alpha_3, language, names[country.alpha_2], "short", "", "", "CLDR"))
    return sorted(found)


def main() -> None:
    """Write every generated table."""
    write("codes.csv", ("scheme", "code", "actor", "valid_from", "valid_to", "source"), iso_codes())
    header = ("actor", "language", "text", "form", "valid_from", "valid_to", "source")
    write("names.csv", header, cldr_names())


if __name__ == "__main__":
    main()
