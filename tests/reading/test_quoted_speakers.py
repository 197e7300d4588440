"""Who is said to say a sentence of prose."""

import pytest

from multipolar import reading


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Sergei Lavrov said that trade grew. He added that it was late.", ["Sergei Lavrov"] * 2),
        ("According to President William Ruto, prices fell.", ["William Ruto"]),
        ('"We met in Baku," said Kenyan Foreign Minister Musalia Mudavadi.', ["Musalia Mudavadi"]),
        ("The World Bank said that growth slowed.", [None]),
        ("Trade grew, he affirmed.", [None]),
        ("Minister Vieira noted this. Rain fell.", ["Vieira", None]),
    ],
)
def test_speakers_of_prose(text: str, speakers: list[str | None]) -> None:
    page = reading.read(reading.from_text(text))
    assert [sentence.speaker for sentence in page.sentences] == speakers
