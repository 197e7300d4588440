"""Write the measured figures into docs/accuracy.md: recall and verdicts by type, set by set.

``python scripts/accuracy.py`` audits the sets with the embedded record alone and replaces what stands
between the two marks of the page. The public set is measured where the optional folder is.
"""

import os
import sys
from pathlib import Path

from multipolar.audit.evaluate import Evaluation, Score, evaluate
from multipolar.audit.labels import read_labels
from multipolar.record import Record

HOME = Path(__file__).resolve().parent.parent
PAGE = HOME / "docs" / "accuracy.md"
BEGIN, END = "<!-- figures: scripts/accuracy.py -->\n", "<!-- end of figures -->\n"


def sets() -> dict[str, tuple[Path, Path]]:
    """Labels and folder of documents of every set there is, by name."""
    corpus = HOME / "tests" / "audit" / "corpus"
    folders = {
        "dev": corpus / "dev",
        "held": corpus / "held",
        "languages dev": corpus / "languages" / "dev",
        "languages held": corpus / "languages" / "held",
    }
    found = {
        name: (folder / "labels.jsonl", folder)
        for name, folder in folders.items()
        if (folder / "labels.jsonl").is_file()
    }
    shared = Path(os.environ.get("MULTIPOLAR_SHARED", HOME.parent / "shared"))
    if (shared / "seeds-labels.jsonl").is_file():
        found["public"] = (shared / "seeds-labels.jsonl", shared / "seeds")
    return found


def figures(measured: dict[str, Evaluation]) -> str:
    """Two tables: the whole of each set, then recall and verdicts of each type."""
    types = sorted({type_ for result in measured.values() for type_ in result.types})
    head = ["type", *(f"{name}: {what}" for name in measured for what in ("found", "verdicts"))]
    rows = [[type_, *(cell for r in measured.values() for cell in _cells(r.score(type_)))] for type_ in types]
    rows.append(["all", *(cell for r in measured.values() for cell in _cells(r.score()))])
    return f"{_table(_WHOLE, [_whole(*item) for item in measured.items()])}\n\n{_table(head, rows)}\n"


_WHOLE = [
    "set",
    "documents",
    "labels",
    "recall",
    "false findings",
    "verdicts right",
    "supported called contradicted",
]


def _whole(name: str, result: Evaluation) -> list[str]:
    score = result.score()
    right, given = score.verdict
    return [
        name, str(result.documents), str(score.labels), f"{score.recall or 0:.2f}",
        f"{result.false_share or 0:.1%}", f"{right} of {given}", str(score.libels),
    ]  # fmt: skip


def _cells(score: Score) -> tuple[str, str]:
    right, given = score.verdict
    if not score.labels:
        return "–", "–"
    return f"{score.found}/{score.labels}", f"{right}/{given}" if given else "–"


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def main() -> int:
    """Measure and write."""
    record = Record.open(HOME / "no-record-here")
    measured = {
        name: evaluate(read_labels(labels), folder, record=record)
        for name, (labels, folder) in sets().items()
    }
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n{figures(measured)}\n{END}{after}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
