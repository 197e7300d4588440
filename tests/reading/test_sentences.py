"""Where sentences end, in five languages."""

import pytest

from multipolar.reading.sentences import spans

CASES = [
    ("en", "Mr. A. Mensah met Dr. Diallo. They spoke.", 2),
    ("en", "The U.S. vetoed it. No. 5 passed.", 2),
    ("en", "It left the U.S. The talks went on.", 2),
    ("en", "In 2014 (see p. 12) it fell by 3.5 per cent. Why? Nobody knows!", 3),
    ("en", "He said: \u201cWe abstain.\u201d Then he left.", 2),
    ("en", "It was signed.The talks went on.", 2),
    ("en", "The treaty was signed in Lima.[3] It holds.", 2),
    ("es", "El Sr. Pérez y la Dra. Gómez viajaron a EE.UU. en mayo. Volvieron en junio.", 2),
    ("es", "Según el art. 5 no procede. Se votó.", 2),
    ("es", "¿Quién votó? Nadie. \u00a1Qué raro!", 3),
    ("pt", "O Sr. Silva e a Dra. Costa chegaram. O art. 5 foi lido.", 2),
    ("pt", "Segundo o n. 12 do texto, vale. Ele saiu.", 2),
    ("ru", "В 2014 г. Россия и др. страны проголосовали. Он уехал.", 2),
    ("ru", "Институт им. Пушкина, ул. Ленина. Согласно ст. 5 устава.", 2),
    ("ru", "Рост на 5 млн. долларов. Это много.", 2),
    ("fr", "M. Dupont et Mme. Diallo sont venus. Ils ont voté.", 2),
    ("fr", "Selon l'art. 5, etc. Le vote eut lieu.", 2),
]


@pytest.mark.parametrize(("language", "text", "count"), CASES)
def test_sentences_of_a_text(language: str, text: str, count: int) -> None:
    found = [text[start:end] for start, end in spans(text, 0, len(text), language)]
    assert len(found) == count, found
    assert " ".join(found).replace(" ", "") == text.replace(" ", "")
