"""Resolutions named in sentences of five languages, and figures that only look like them."""

from pathlib import Path

import pytest
import yaml

from multipolar.reading.mentions.resolutions import resolutions

CASES = yaml.safe_load((Path(__file__).parent / "resolutions.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0][:50])
def test_resolutions_of_a_sentence(case: list[str]) -> None:
    text, *expected = case
    found = resolutions(text, 0, len(text))
    assert [f"{m.text} = {m.symbol}" for m in found] == expected
    for mention in found:
        assert text[mention.start : mention.end] == mention.text
        assert mention.body == ("SC" if mention.symbol.startswith("S/") else "GA")
