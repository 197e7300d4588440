"""Names give one actor, or a refusal that says why."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar import actors
from multipolar.actors import AmbiguousActorError, NotThenError, UnknownActorError
from multipolar.basics.dates import PartialDate
from multipolar.basics.errors import AskedWronglyError

ONE = [
    ("Chile", "CHL"), ("Guinea", "GIN"), ("Guinea-Bissau", "GNB"), ("Equatorial Guinea", "GNQ"),
    ("Papua New Guinea", "PNG"), ("Democratic Republic of the Congo", "COD"), ("Congo-Brazzaville", "COG"),
    ("DR Congo", "COD"), ("South Korea", "KOR"), ("North Korea", "PRK"), ("DPRK", "PRK"),
    ("Dominica", "DMA"), ("Dominican Republic", "DOM"), ("Niger", "NER"), ("Nigeria", "NGA"),
    ("Nigerien", "NER"), ("Nigerian", "NGA"), ("Georgia", "GEO"), ("Ireland", "IRL"),
    ("Federated States of Micronesia", "FSM"), ("Macedonia", "MKD"), ("FYROM", "MKD"), ("Samoa", "WSM"),
    ("American Samoa", "ASM"), ("Western Samoa", "WSM"), ("US Virgin Islands", "VIR"),
    ("British Virgin Islands", "VGB"), ("St. Martin", "MAF"), ("Sint Maarten", "SXM"), ("Sudan", "SDN"),
    ("South Sudan", "SSD"), ("China", "CHN"), ("Taiwan", "TWN"), ("Chinese Taipei", "TWN"),
    ("Palestine", "PSE"), ("State of Palestine", "PSE"), ("Kosovo", "XKX"), ("Western Sahara", "ESH"),
    ("Holy See", "VAT"), ("the Vatican", "VAT"), ("European Union", "EU"), ("EU", "EU"), ("EAEU", "EAEU"),
    ("EEU", "EAEU"), ("ЕАЭС", "EAEU"), ("UEE", "EAEU"), ("Eurasian Economic Union", "EAEU"),
    ("Vietnam", "VNM"), ("Yemen", "YEM"), ("Germany", "DEU"), ("Britain", "GBR"), ("Holland", "NLD"),
    ("U.S.", "USA"), ("the U.S.A.", "USA"), ("UK", "GBR"), ("UAE", "ARE"), ("Burma", "MMR"),
    ("Zaire", "COD"), ("Swaziland", "SWZ"), ("Upper Volta", "BFA"), ("Ceylon", "LKA"), ("Persia", "IRN"),
    ("Cape Verde", "CPV"), ("Türkiye", "TUR"), ("Turkey", "TUR"), ("Czech Republic", "CZE"),
    ("Ivory Coast", "CIV"), ("Cote d’Ivoire", "CIV"), ("Soviet Union", "SUN"), ("СССР", "SUN"),
    ("Rusia", "RUS"), ("Rússia", "RUS"), ("Россия", "RUS"), ("Russie", "RUS"), ("России", "RUS"),
    ("Южной Кореей", "KOR"), ("Советского Союза", "SUN"), ("EE. UU.", "USA"), ("США", "USA"),
    ("Bielorrusia", "BLR"), ("Белоруссия", "BLR"), ("Países Bajos", "NLD"), ("Países Baixos", "NLD"),
    ("St. Kitts & Nevis", "KNA"), ("Bahamas (the)", "BHS"), ("Bahamas, The", "BHS"), ("chilenos", "CHL"),
    ("российский", "RUS"), ("russe", "RUS"), ("La Paz", "BOL"), ("Pretoria", "ZAF"), ("Moscow", "RUS"),
    ("Washington", "USA"), ("Beijing", "CHN"), ("Kyiv", "UKR"), ("the Kremlin", "RUS"),
    ("Latin America", "LATAM"), ("Latin America and the Caribbean", "M49-419"), ("GRULAC", "GRULAC"),
    ("Western Europe", "M49-155"), ("South America", "M49-005"), ("Central America", "CENTRAM"),
    ("CHL", "CHL"), ("two-sicilies", "two-sicilies"), ("M49-419", "M49-419"), ("Yugoslavia", "YUG"),
    ("Bavaria", "bavaria"), ("Orange Free State", "orange-free-state"), ("Gran Colombia", "gran-colombia"),
    ("SADR", "ESH"), ("Cook Islands", "COK"), ("Niue", "NIU"), ("Falkland Islands", "FLK"),
    ("Malvinas", "FLK"), ("Macau", "MAC"), ("Eswatini", "SWZ"), ("Timor-Leste", "TLS"), ("Cabo Verde", "CPV"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "actor"), ONE)
def test_a_name_gives_its_actor(text, actor):
    assert actors.find(text).id == actor


DATED = [
    ("Russia", "2000", "RUS"), ("Soviet Union", "1956-11-04", "SUN"), ("Russia", "1910", "russian-empire"),
    ("Yugoslavia", "1980", "YUG"), ("Yugoslavia", "1999", "SCG"), ("Yugoslavia", "1992-03", "YUG"),
    ("Serbia and Montenegro", "2004", "SCG"), ("Serbia", "2010", "SRB"), ("Serbia", "1900", "serbia-1878"),
    ("Germany", "1930", "german-reich"), ("Germany", "1960", "DEU"), ("Germany", "1990", "DEU"),
    ("West Germany", "1960", "DEU"), ("East Germany", "1960", "DDR"),
    ("Yemen", "1970", "yemen-arab-republic"),
    ("South Yemen", "1970", "YMD"), ("Yemen", "2000", "YEM"), ("North Vietnam", "1960", "VDR"),
    ("South Vietnam", "1960", "republic-of-vietnam"), ("Vietnam", "1977", "VNM"),
    ("United Arab Republic", "1960", "united-arab-republic"), ("United Arab Republic", "1965", "EGY"),
    ("Egypt", "1960", "united-arab-republic"), ("Egypt", "1970", "EGY"), ("Tanganyika", "1962", "tanganyika"),
    ("Republic of China", "1930", "CHN"), ("Republic of China", "1960", "TWN"), ("China", "1950", "CHN"),
    ("Sudan", "2005", "SDN"), ("Moscow", "1970", "SUN"), ("Moscow", "2014", "RUS"), ("Zaire", "1980", "COD"),
    ("Ottoman Empire", "1900", "TUR"), ("Korea", "1880", "korea"), ("Ukraine", "1970", "UKR"),
    ("Byelorussian SSR", "1970", "BLR"), ("Poland", "1940", "POL"),
    ("Austria", "1918-11-11", "austria-hungary"),
    ("Austria", "1918-11-12", "AUT"), ("Burma", "1960", "MMR"), ("Myanmar", "1960", "MMR"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "on", "actor"), DATED)
def test_a_name_gives_the_actor_of_the_day(text, on, actor):
    assert actors.find(text, on=on).id == actor


@pytest.mark.parametrize(("text", "choices"), [
    ("Congo", {"COG", "COD"}), ("Korea", {"KOR", "PRK"}), ("Dominican", {"DMA", "DOM"}),
    ("Virgin Islands", {"VIR", "VGB"}), ("Micronesia", {"FSM", "M49-057"}), ("Brussels", {"BEL", "EU"}),
    ("America", {"USA", "M49-019"}), ("Congolese", {"COG", "COD"}), ("Korean", {"KOR", "PRK"}),
])  # fmt: skip
def test_a_name_of_several_is_refused_with_the_choices(text, choices):
    with pytest.raises(AmbiguousActorError) as caught:
        actors.find(text)
    assert len(caught.value.choices) == len(choices)
    assert all(any(f"({choice}" in line for line in caught.value.choices) for choice in choices)


def test_vietnam_before_its_unification_is_two():
    with pytest.raises(AmbiguousActorError, match="North Vietnam"):
        actors.find("Vietnam", on="1970")


@pytest.mark.parametrize(("text", "on", "says"), [
    ("Russia", "1970-01-01", "Soviet Union"), ("Soviet Union", "2000", "Russia"),
    ("South Sudan", "2005-01-01", "Sudan (SDN)"), ("Tanzania", "1963", "Tanganyika"),
    ("Latvia", "1970", "Soviet Union"), ("Angola", "1970", "ruled by Portugal"),
    ("Yugoslavia", "2010", "Serbia"), ("Czechoslovakia", "1993-06", "Slovakia"),
    ("Syria", "1960", "United Arab Republic"), ("Kosovo", "2001", "Serbia and Montenegro"),
    ("Germany", "1947", "German Reich"), ("European Union", "1930", "1992"),
])  # fmt: skip
def test_what_was_there_instead_is_said(text, on, says):
    with pytest.raises((NotThenError, UnknownActorError)) as caught:
        actors.find(text, on=on)
    assert isinstance(caught.value, NotThenError)
    assert says in str(caught.value)


@pytest.mark.parametrize(("slip", "meant"), [("Chlie", "CHL"), ("Rusisa", "RUS"), ("Nroway", "NOR")])
def test_two_exchanged_letters_are_told(slip, meant):
    with pytest.raises(UnknownActorError) as refusal:
        actors.find(slip)
    assert refusal.value.candidates[0].endswith(f"({meant})")


def test_an_unknown_name_lists_the_nearest():
    with pytest.raises(UnknownActorError) as caught:
        actors.find("Kazakstahn")
    assert caught.value.candidates[0] == "Kazakhstan (KAZ)"


@pytest.mark.parametrize("text", ["the West", "the Global South", "Запад", "Middle East", "England"])
def test_what_is_no_actor_is_refused_with_the_reason(text):
    with pytest.raises(AskedWronglyError, match="is not an actor: ") as caught:
        actors.find(text)
    assert caught.value.remedy


def test_the_west_has_no_agreed_definition():
    with pytest.raises(AskedWronglyError, match=r"no agreed definition\. Define a group of your own\."):
        actors.find("The West")


def test_short_abbreviations_count_only_in_capitals():
    for word in ("us", "uk", "car", "Is", "un"):
        with pytest.raises(UnknownActorError):
            actors.find(word)


def test_kinds_narrow_the_choice():
    assert actors.find("Micronesia", kinds={"state"}).id == "FSM"
    assert actors.find("Micronesia", kinds={"region"}).id == "M49-057"
    with pytest.raises(UnknownActorError):
        actors.find("Chile", kinds={"organisation"})


def test_every_form_of_a_date_is_taken():
    for on in ("1980-05-01", date(1980, 5, 1), 1980, PartialDate(1980, 5)):
        assert actors.find("Yugoslavia", on=on).id == "YUG"
    with pytest.raises(AskedWronglyError, match="is not a date"):
        actors.find("Yugoslavia", on="last year")


def asked(text, on):
    """The actor found, or the refusal."""
    try:
        return actors.find(text, on=on)
    except AskedWronglyError as refusal:
        return refusal


def test_an_id_comes_before_an_abbreviation_that_looks_like_it():
    assert actors.find("CAN").id == "CAN"
    assert actors.find("NAM").id == "NAM"


def test_every_name_finds_its_actor_or_several_of_which_it_is_one():
    ids = {actor.id for actor in actors.all_actors()}
    named = {(name.text, name.actor) for name in actors.all_names()}
    for name in actors.all_names():
        if name.text in ids:
            continue
        owner = actors.get(name.actor)
        on = name.valid_to or name.valid_from or owner.until or (owner.since and str(owner.since.year + 1))
        answer = asked(name.text, on)
        if isinstance(answer, actors.Actor):
            assert (name.text, answer.id) in named, name
        else:
            assert f"({name.actor}" in str(answer), name


@given(st.text(), st.one_of(st.none(), st.dates(), st.text(), st.integers()))
def test_any_text_gives_an_actor_or_a_stated_refusal(text, on):
    answer = asked(text, on)
    assert isinstance(answer, actors.Actor) or str(answer)


@given(st.sampled_from(actors.all_names()), st.dates(date(1816, 1, 1), date(2030, 1, 1)))
def test_who_is_found_on_a_day_existed_then(name, on):
    answer = asked(name.text, on)
    assert isinstance(answer, AskedWronglyError) or answer.existed(on)
