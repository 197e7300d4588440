"""Feeds the readers and the grammar with hostile texts, and with what atheris makes up.

``python scripts/fuzz_audit.py`` runs the hostile texts; with ``--seconds 300`` atheris mutates pages
for so long (``pip install atheris``). A crash, a quotation that does not stand in the text, or a text
that takes too long ends it.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from multipolar import reading
from multipolar.audit import audit
from multipolar.basics.errors import MultipolarError
from multipolar.record import Record

LIMIT = 20.0  # seconds of processor time for a million characters of any text
_SENTENCES = (
    "Chile, Peru, Brazil and Bolivia voted in favour of resolution 68/262 in 2014, while India abstained. ",
    "Norway joined NATO in 1949 and Finland in 2023, ",
    "In 2010 trade between Chile and Peru reached 3 billion dollars; ",
    "President Xi Jinping visited Lima, Peru, on 14 November 2024 and met President Dina Boluarte. ",
    "Member of: UN, WTO, OAS, ",
)
_SIGNS = (
    "\u202e\u202b\u200f", "\0", "\ufeff\u200b", "((((", "))))", "[[", "\"'“”«»", "....", "?!", "- - ",
    "\u0130ſı",
)  # fmt: skip
_BARE = ("1234567890", "a", "A. ", "Chile ", "Chile, ", "\n")


def hostile(size: int) -> Iterator[tuple[str, str]]:
    """Texts that patterns with much to give back choke on, each with its name."""
    for number, sentence in enumerate((*_SENTENCES, *_SIGNS, *_BARE)):
        yield f"repeated {number}: {sentence[:20]!r}", (sentence * (size // len(sentence) + 1))[:size]
    yield "one long line of words", " ".join(f"word{n}" for n in range(size // 9))[:size]
    yield "signs between sentences", "".join(a + b for a in _SENTENCES for b in _SIGNS) * (size // 3000)


def pages(size: int) -> Iterator[tuple[str, bytes]]:
    """Files that are not what they say, each with its ending."""
    yield ".html", b"<div>" * (size // 5)
    yield ".html", b"<table><tr><td>" * (size // 15) + b"Chile voted against it."
    yield ".html", b"<!--" + b"-" * size
    yield ".html", b"&#x41;&amp;" * (size // 11)
    yield ".md", b"> " * (size // 2) + b"Chile"
    yield ".txt", b"\xff\xfe" + b"\0" * size
    yield ".txt", b"1" * (10 * size)
    yield ".pdf", b"%PDF-1.7\n" + b"1 0 obj<<" * (size // 9)
    yield ".docx", b"PK\x03\x04" + b"\0" * size


def main() -> int:
    """Run what is asked for; 1 where something failed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--seconds", type=int, default=0, help="let atheris run for so long")
    parser.add_argument("--size", type=int, default=1_000_000, help="characters of a hostile text")
    options, rest = parser.parse_known_args()
    record = Record.open(Path("/nonexistent"))
    if options.seconds:
        return _mutated(record, options.seconds, rest)
    allowed = LIMIT * options.size / 1_000_000
    slow = []
    for name, text in hostile(options.size):
        if _spent(name, lambda t=text: audit(t, record=record)) > allowed:
            slow.append(name)
    with tempfile.TemporaryDirectory() as folder:
        for number, (ending, content) in enumerate(pages(options.size)):
            path = Path(folder) / f"page{number}{ending}"
            path.write_bytes(content)
            if _spent(f"{ending} {content[:16]!r}", lambda p=path: _loaded(p)) > allowed:
                slow.append(path.name)
    for name in slow:
        print(f"too slow: {name}", file=sys.stderr)
    return 1 if slow else 0


def _loaded(path: Path) -> None:
    """Load and read a file; one clear line is what a file that cannot be read may give."""
    try:
        reading.read(reading.load(path))
    except MultipolarError as refused:
        print(f"  refused: {refused}"[:160])


def _spent(name: str, job: Callable[[], object]) -> float:
    began = time.process_time()
    job()
    spent = time.process_time() - began
    print(f"{spent:7.2f} s  {name}", flush=True)
    return spent


def _mutated(record: Record, seconds: int, rest: list[str]) -> int:
    try:
        import atheris
    except ImportError:
        print("atheris is not installed: pip install atheris", file=sys.stderr)
        return 1

    def one(data: bytes) -> None:
        given = atheris.FuzzedDataProvider(data)
        text = ""
        for _ in range(given.ConsumeIntInRange(0, 12)):
            text += given.PickValueInList([*_SENTENCES, *_SIGNS, "\n\n"])
            text += given.ConsumeUnicodeNoSurrogates(given.ConsumeIntInRange(0, 12))
        text += given.ConsumeUnicodeNoSurrogates(2_000)
        began = time.process_time()
        try:
            report = audit(reading.from_text(text), record=record)
        except MultipolarError:
            return
        for finding in report.findings:
            claim = finding.claim
            if report.document.text[claim.start : claim.end] != claim.quote:
                raise AssertionError(f"{claim.kind} quotes what does not stand there: {claim.quote!r}")
        if time.process_time() - began > LIMIT / 10:
            raise AssertionError(f"{len(text)} characters took too long")

    atheris.Setup([sys.argv[0], f"-max_total_time={seconds}", "-max_len=4000", *rest], one)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
