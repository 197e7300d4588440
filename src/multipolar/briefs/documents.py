"""What documents say of the subjects of a brief: their audited statements, each with its verdict."""

from collections.abc import Collection, Sequence
from pathlib import Path

from multipolar.basics.errors import AskedWronglyError
from multipolar.briefs.notes import Note, origins
from multipolar.briefs.parts import Section, Table
from multipolar.briefs.setting import Setting
from multipolar.briefs.verdicts import LABELS
from multipolar.statements.model import Finding, Verdict

_ENDINGS = frozenset((".txt", ".md", ".html", ".htm", ".pdf", ".docx"))
_MOST = 60
_LONGEST = 220
# From what is wrong to what is never judged.
_ORDER = tuple(LABELS)


def told_of(setting: Setting, paths: Sequence[Path], ids: Collection[str]) -> Section:
    """The section on what documents say of all of some actors together.

    Args:
        setting: The brief's.
        paths: Documents, or folders of them.
        ids: Actors or a roll call; a statement about all of them is shown.

    Raises:
        AskedWronglyError: A folder without documents.
        DocumentError: A document that cannot be read.
    """
    from multipolar.audit import audit

    files = [file for path in paths for file in _files(path)]
    found: list[tuple[Path, Finding]] = []
    every = 0
    for file in files:
        report = audit(file, record=setting.record)
        every += len(report.findings)
        found += [(file, one) for one in report.findings if _about(one, ids)]
    title = setting.text("documents.title")
    counts = {"n": len(found), "all": every, "m": len(files)}
    if not found:
        return Section("documents", title, (setting.say("documents.none", **counts),))
    found.sort(key=lambda pair: _ORDER.index(pair[1].judgement.verdict))
    notes = [_note(setting, file, one) for file, one in found[:_MOST]]
    verdicts = _verdicts(setting, [one for _, one in found])
    lead = setting.say("documents.found", *notes, verdicts=verdicts, **counts)
    return Section(
        "documents", title, (lead, setting.say("documents.caution")), (_table(setting, found, notes),)
    )


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    held = sorted(p for p in path.rglob("*") if p.suffix.lower() in _ENDINGS and p.is_file())
    if not held:
        raise AskedWronglyError(f"{path} holds no document", f"Endings read: {', '.join(sorted(_ENDINGS))}")
    return held


def _about(finding: Finding, ids: Collection[str]) -> bool:
    rows = (e.row for e in finding.judgement.evidence)
    named = {*finding.claim.actors, *(str(r.get("rollcall") or r.get("id")) for r in rows)}
    return set(ids) <= named


def _verdicts(setting: Setting, found: Sequence[Finding]) -> str:
    held = [one.judgement.verdict for one in found]
    told = [f"{held.count(v)} {_word(setting, v)}" for v in _ORDER if v in held]
    return ", ".join(told)


def _word(setting: Setting, verdict: Verdict) -> str:
    return setting.words.word("verdict", verdict.value)


def _table(setting: Setting, found: Sequence[tuple[Path, Finding]], notes: Sequence[int]) -> Table:
    rows = tuple(
        (
            f"{LABELS[one.judgement.verdict].sign} {_word(setting, one.judgement.verdict)}",
            _cut(one.claim.quote), _cut(one.judgement.reason), file.name,
        )
        for file, one in found[:_MOST]
    )  # fmt: skip
    columns = tuple(setting.text(f"documents.{c}") for c in ("verdict", "quote", "reason", "document"))
    left = len(found) - _MOST
    more = setting.text("documents.more", n=left) if left > 0 else ""
    return Table(setting.text("documents.table"), columns, rows, tuple(sorted(set(notes))), more=more)


def _cut(text: str) -> str:
    told = " ".join(text.split())
    return told if len(told) <= _LONGEST else f"{told[: _LONGEST - 1].rstrip()}…"


def _note(setting: Setting, file: Path, finding: Finding) -> int:
    """The rows behind a verdict, with the command that shows them again."""
    evidence = finding.judgement.evidence
    rows = [{"source": e.source, "release": e.release, "locator": e.locator} for e in evidence]
    command = finding.judgement.reproduce or f"multipolar audit {file.name}"
    what = setting.words.sentence("note.finding", document=file.name, start=str(finding.claim.start))
    return setting.notes.add(Note(0, what, "", command, origins(rows)), (str(file), finding.id))
