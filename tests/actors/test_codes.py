"""Codes of every scheme, by date."""

import pytest

from multipolar import actors
from multipolar.actors import AmbiguousActorError, NotThenError, UnknownActorError
from multipolar.basics.errors import AskedWronglyError

pycountry = pytest.importorskip("pycountry")

CODES = [
    (365, "cow", "1970-01-01", "SUN"), (365, "cow", "1995", "RUS"), (365, "cow", "1900", "russian-empire"),
    ("365", "gw", 1991, "SUN"), ("RUS", "un", "1970-01-01", "SUN"), ("RUS", "un", "1995-01-01", "RUS"),
    ("RUS", "un", None, "RUS"), (345, "cow", "1995", "SCG"), (345, "cow", "1960", "YUG"),
    (345, "cow", "1900", "serbia-1878"), (345, "cow", "2010", "SRB"), (340, "gw", "2010", "SRB"),
    ("GER", "un", "1980-12-11", "DEU"), ("BFA", "un", "1970", "BFA"),
    ("EGY", "un", "1960", "united-arab-republic"),
    ("TZA", "un", "1962-10-01", "tanganyika"), ("CHN", "un", "1960", "CHN"),
    ("CHN", "un", "1971-10-24", "CHN"),
    (713, "unvotes", "1960", "CHN"), (713, "cow", "1960", "TWN"), ("YUG", "iso3", "1980", "YUG"),
    ("YUG", "iso3", "1999", "SCG"), ("SUN", "iso3", None, "SUN"),
    ("YEM", "iso3", "1970", "yemen-arab-republic"),
    ("VNM", "iso3", "1970", "republic-of-vietnam"), ("ZAR", "iso3", "1980", "COD"),
    (810, "baci", None, "SUN"), (842, "baci", 2018, "USA"), (251, "baci", None, "FRA"),
    (490, "baci", None, "TWN"),    (58, "baci", None, "BLX"), (757, "baci", None, "CHE"),
    (579, "baci", None, "NOR"),
    (699, "baci", None, "IND"),    (8, "iso_numeric", None, "ALB"), ("008", "iso_numeric", None, "ALB"),
    (419, "m49", None, "M49-419"),
    (255, "cow", "1850", "prussia"), (255, "cow", "1900", "german-reich"), (255, "cow", "2000", "DEU"),
    (260, "cow", "1960", "DEU"), (260, "gw", "2000", "DEU"), (678, "gw", "1970", "yemen-arab-republic"),
    (678, "gw", "2000", "YEM"), (679, "cow", "2000", "YEM"), (816, "cow", "1960", "VDR"),
    (816, "cow", "1976", "VNM"), (816, "cow", "1990", "VNM"), (651, "cow", "1960", "united-arab-republic"),
    (510, "cow", "1962", "tanganyika"), (730, "gw", "1850", "korea"), (89, "gw", "1830", "central-america"),
    (99, "gw", "1825", "gran-colombia"), (563, "gw", "1905", "transvaal"), (329, "cow", 1850, "two-sicilies"),
    ("Congo", "un", None, "COG"), ("Micronesia", "un", None, "FSM"), ("Micronesia", "name", None, "FSM"),
    ("WLD", "worldbank", None, "M49-001"), ("UKR", "worldbank", 1960, "UKR"), ("DEU.2", "cepii", 2000, "DEU"),
    ("2.0", "cow", "2000", "USA"), ("SDN", "iso3", "2005", "SDN"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "scheme", "on", "actor"), CODES)
def test_a_code_gives_its_actor(value, scheme, on, actor):
    assert actors.resolve(value, scheme, on).id == actor


def test_refusals():
    with pytest.raises(NotThenError, match="Soviet Union"):
        actors.resolve("RUS", "iso3", "1970")
    with pytest.raises(UnknownActorError):
        actors.resolve("999", "cow", "1970")
    with pytest.raises(AmbiguousActorError):
        actors.resolve("Congo", "name")
    with pytest.raises(AskedWronglyError, match="no code scheme 'fips'"):
        actors.resolve("RS", "fips")  # type: ignore[arg-type]
    with pytest.raises(AskedWronglyError, match="aggregate drawn by the World Bank"):
        actors.resolve("Upper middle income", "worldbank")
    with pytest.raises(AskedWronglyError, match="names several actors"):
        actors.resolve("Canada, EU, Japan, Norway", "gsdb")
    with pytest.raises(UnknownActorError):
        actors.resolve("Moscow", "name")


def test_every_code_of_iso_3166_1_stands_for_its_territory():
    for country in pycountry.countries:
        found = actors.get(country.alpha_3)
        assert (found.iso2, found.iso3, found.m49) == (country.alpha_2, country.alpha_3, country.numeric)
        assert actors.resolve(country.alpha_2, "iso2") is found
        assert actors.resolve(country.numeric, "iso_numeric") is found


def test_every_withdrawn_alpha_3_code_of_iso_3166_3_is_known_or_left_out_on_purpose():
    # Uninhabited places and parts of Antarctica that no dataset names.
    left_out = {"ATB", "CTE", "ATF", "FXX", "JTN", "MID", "ATN", "PUS", "WAK"}
    for country in pycountry.historic_countries:
        if country.alpha_3 not in left_out:
            year = int(country.withdrawal_date[:4])
            assert actors.resolve(country.alpha_3, "iso3", 1974 if year <= 1990 else year - 3)


def test_kosovo_has_no_code_of_iso():
    kosovo = actors.get("XKX")
    assert "not in ISO 3166" in kosovo.note
