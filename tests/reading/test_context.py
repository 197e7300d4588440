"""What a page says of its setting: the day it was written, its title, its language, whom it is about."""

from datetime import date

import pytest

from multipolar import reading

EN = "The two ministers met and spoke of the trade that is carried on between their countries.\n"
ES = "Los dos ministros se reunieron y hablaron de las relaciones entre los países de la región.\n"
PT = "Os dois ministros reuniram-se e falaram das relações entre os países da região com o chanceler.\n"
RU = "Министры встретились и говорили о торговле, которая идёт между их странами, и о том, что будет.\n"
FR = "Les deux ministres se sont réunis et ont parlé des relations entre les pays de la région.\n"


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        (f"Talks in Accra\n\n15 April 2024\n\n{EN}", "en", date(2024, 4, 15)),
        (f"Talks in Accra\nBy A. Mensah | April 15, 2024\n{EN}", "en", date(2024, 4, 15)),
        (f"Posted: 2024-04-15 10:30\n{EN}", "en", date(2024, 4, 15)),
        (f"ACCRA, Apr. 15, 2024 - Press release\n{EN}", "en", date(2024, 4, 15)),
        (f"Comunicado\n\nQuito, 15 de abril de 2024\n\n{ES}", "es", date(2024, 4, 15)),
        (f"Comunicado\n\n15/04/2024\n\n{ES}", "es", date(2024, 4, 15)),
        (f"Nota à imprensa\n\nBrasília, 15 de abril de 2024\n\n{PT}", "pt", date(2024, 4, 15)),
        (f"Сообщение для печати\n\n15 апреля 2024 года\n\n{RU}", "ru", date(2024, 4, 15)),
        (f"Сообщение\n\n15.04.2024\n\n{RU}", "ru", date(2024, 4, 15)),
        (f"Communiqué\n\nParis, le 15 avril 2024\n\n{FR}", "fr", date(2024, 4, 15)),
        (f"Talks in Accra\n\n03/04/2024\n\n{EN}", "en", None),
        (f"Talks in Accra\n\n15 April\n\n{EN}", "en", None),
        (f"Between 3 March 2020 and 5 May 2021\n\n{EN}", "en", None),
        (f"The charter of 4 July 1776\n\n{EN}", "en", None),
        (EN, "en", None),
    ],
)
def test_day_and_language_of_a_page(text: str, language: str, day: date | None) -> None:
    page = reading.from_text(text)
    assert page.language == language
    assert page.date == day


def test_a_day_given_by_hand_stands() -> None:
    page = reading.from_text(f"15 April 2024\n{EN}", date=date(2020, 1, 1))
    assert page.date == date(2020, 1, 1)
    assert page.date_given


def test_title_is_a_heading_or_a_first_short_line() -> None:
    assert reading.from_text(f"# Talks in Accra #\n\n{EN}").title == "Talks in Accra"
    assert reading.from_text(f"Talks in Accra\n\n{EN}").title == "Talks in Accra"
    assert reading.from_text(EN).title is None


def test_a_page_is_about_the_states_it_names_most() -> None:
    text = "Ghana and Togo\n\nGhana met Togo. Ghana and Togo agreed. Benin watched.\n"
    assert set(reading.read(reading.from_text(text)).document.about) == {"GHA", "TGO"}


def test_relative_times_follow_the_day_of_the_page() -> None:
    page = reading.read(reading.from_text(f"15 April 2024\n\nLast year they agreed. {EN}"))
    (time,) = [d for s in page.sentences for d in s.dates if d.relative]
    assert time.span.start == date(2023, 1, 1)
