"""Many audited documents on one page: what each came to, what several say, and where they disagree."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from multipolar.audit.corpus import Corpus, Place
from multipolar.briefs.framed import page
from multipolar.briefs.putting import put
from multipolar.briefs.verdicts import LABELS

_MOST_REPEATED = 300
_MOST_APART = 300
_MOST_PLACES = 25


def write_index(corpus: Corpus, pages: Mapping[str, Path | None], index: Path) -> None:
    """Write the page that lists all documents, and beside it the same as JSON.

    Args:
        corpus: The documents.
        pages: By document, the page of its audit.
        index: Where to write; the JSON file has the same name.

    Raises:
        RecordError: A file cannot be written.
    """
    addresses = {name: path.name for name, path in pages.items() if path is not None}
    put(index, render(corpus, addresses).encode("utf-8", "replace"))
    overview = json.dumps(corpus.to_dict(), ensure_ascii=False, indent=1) + "\n"
    put(index.with_suffix(".json"), overview.encode("utf-8", "replace"))


def render(corpus: Corpus, pages: Mapping[str, str]) -> str:
    """The page as HTML, without a script; all of the documents is escaped.

    Args:
        corpus: The documents.
        pages: By document, the file name of its page, in the same folder.
    """
    from urllib.parse import quote

    links = [quote(pages[d.path]) if d.path in pages else "" for d in corpus.documents]
    repeated, apart = corpus.repeated(), corpus.disagreements()
    labels = {label.code: label for label in LABELS.values()}
    used = [label for label in LABELS.values() if corpus.counts[label.code]]
    return page(
        "corpus.html", script=False, corpus=corpus, links=links, labels=labels, used=used,
        repeated=repeated[:_MOST_REPEATED], more_repeated=max(len(repeated) - _MOST_REPEATED, 0),
        apart=apart[:_MOST_APART], more_apart=max(len(apart) - _MOST_APART, 0),
        total=sum(corpus.counts.values()), most=_MOST_PLACES, name=_namer(corpus),
    )  # fmt: skip


def _namer(corpus: Corpus) -> Callable[[Place], str]:
    def name(place: Place) -> str:
        document = corpus.documents[place.document]
        return document.title or document.path

    return name
