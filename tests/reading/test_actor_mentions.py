"""Who a sentence names, and the names that name nobody: sentences about every region."""

from datetime import date

import pytest

from multipolar import reading

SPOKEN = date(2024, 5, 1)
ANYBODY = "*"  # a mention is wanted; which region it is belongs to the tests of actors
CASES = [
    ("The Japanese and the Vietnamese signed; the Poles abstained.", ["JPN", "VNM", "POL"]),
    ("turkey prices rose; give us time", []),
    ("Roast Turkey was served at Thanksgiving.", []),
    ("Turkey's exports to Chad and Mali grew.", ["TUR", "TCD", "MLI"]),
    ("Chad Ochocinco met Jordan Smith", []),
    ("Michael Jordan visited Jordan.", ["JOR"]),
    ("The Kenya-Uganda railway and Franco-German friendship", ["KEN", "UGA", "FRA", "DEU"]),
    ("an anti-Indonesian protest; pan-African unity; pro-US lobby", ["IDN", "USA"]),
    ("Gulf of Guinea piracy; Papua New Guinea; Equatorial Guinea; Guinea-Bissau", ["PNG", "GNQ", "GNB"]),
    ("The Treaty of Asunción founded it; the Warsaw Pact; Minsk agreements", []),
    ("Hanoi and Ankara reached a deal", ["VNM", "TUR"]),
    ("the Association of Southeast Asian Nations (ASEAN); Asean ministers", ["ASEAN", "ASEAN", "ASEAN"]),
    ("St. Vincent and the Grenadines and St. Lucia", ["VCT", "LCA"]),
    ("JOIN US TODAY FOR THE GREAT SALE", []),
    ("US EXPORTS", ["USA"]),
    ("Northern Ireland and South Sudan", ["SSD"]),
    ("Dominican Republic, Dominica", ["DOM", "DMA"]),
    ("in Spanish, and in French.", []),
    ("Portuguese-speaking African countries", ["M49-002"]),
    ("The Soviet Union in 1980", ["SUN"]),
    ("South Korean President in Seoul", ["KOR", "KOR"]),
    ("the Washington Consensus; Washington said", ["USA"]),
    ("Texas oil; Hanover fair", []),
    ("Cote d'Ivoire, Côte d’Ivoire, Ivory Coast", ["CIV", "CIV", "CIV"]),
    ("the United Arab Emirates (UAE) and the U.A.E.", ["ARE", "ARE", "ARE"]),
    ("Bosnia and Herzegovina; Trinidad & Tobago; Antigua and Barbuda", ["BIH", "TTO", "ATG"]),
    ("Republic of the Congo and Democratic Republic of the Congo", ["COG", "COD"]),
    ("sub-Saharan Africa; Central Asian states; the Baltic states", ["*", "*", "*"]),
    ("North Macedonia, Eswatini, Czechia, Türkiye", ["MKD", "SWZ", "CZE", "TUR"]),
    ("The Saudis, the Emiratis and Qataris; Filipinos", ["SAU", "ARE", "QAT", "PHL"]),
    ("the Gambia, Niger, Nigeria, Nigeriens and Nigerians", ["GMB", "NER", "NGA", "NER", "NGA"]),
    ("Georgia Tech in Atlanta, Georgia", []),
    ("Tbilisi, Georgia", ["GEO", "GEO"]),
    ("The BRICS countries and the G20, G7, and OPEC+", ["BRICS", "G20", "G7", "OPEC"]),
    ("the Shanghai Cooperation Organisation (SCO) and the SCO summit", ["SCO", "SCO", "SCO"]),
    ("United Nations Organization", ["UN"]),
    ("New Zealander and New Zealand", ["NZL", "NZL"]),
    ("Bank of England, Moscow State University, Air India", []),
    ("Myanmar (Burma)", ["MMR"]),
]


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[text[:60] for text, _ in CASES])
def test_actors_of_a_sentence(text, wanted):
    page = reading.read(reading.from_text(text, date=SPOKEN))
    mentions = [m for sentence in page.sentences for m in sentence.actors]
    found = [m.actor or "/".join(m.actors) for m in mentions]
    assert [f if w != ANYBODY else ANYBODY for f, w in zip(found, wanted, strict=True)] == wanted
    assert all(text[m.start : m.end] == m.text for m in mentions)


def test_a_name_that_two_actors_share_stays_open_without_a_cue():
    page = reading.read(reading.from_text("The Congolese delegation left.", date=SPOKEN))
    (mention,) = page.sentences[0].actors
    assert mention.actor is None
    assert set(mention.actors) == {"COD", "COG"}


@pytest.mark.parametrize(
    ("text", "actor"), [("Congo and its capital Brazzaville", "COG"), ("Congo, Kinshasa said", "COD")]
)
def test_a_cue_in_the_sentence_decides(text, actor):
    page = reading.read(reading.from_text(text, date=SPOKEN))
    assert page.sentences[0].actors[0].actor == actor


def test_an_abbreviation_holds_from_its_definition_on():
    text = "Talks with the Eurasian Economic Union (EaU) went on. The EaU agreed."
    page = reading.read(reading.from_text(text, date=SPOKEN))
    assert [m.actor for s in page.sentences for m in s.actors] == ["EAEU", "EAEU", "EAEU"]
