"""The ways a run can fail, each with what happened, to which thing, and what to do next."""

import os
from collections.abc import Sequence


def reason(error: Exception) -> str:
    """Why something failed, on one line without its full stop: the system's own words where it has any.

    Libraries put their own text into an ``OSError`` (Arrow: "Failed to open local file ...").
    """
    if isinstance(error, OSError) and error.errno:
        return os.strerror(error.errno)
    return " ".join(str(error).strip().partition("\n")[0].split()).rstrip(".!") or type(error).__name__


class MultipolarError(Exception):
    """Any failure that multipolar foresees; its text is one clear line, its ``exit_code`` the process's."""

    exit_code = 2


class AskedWronglyError(MultipolarError):
    """The question cannot be answered as it was asked: a name, code, date, column or option is wrong.

    Args:
        problem: What is wrong, as a sentence without its full stop.
        remedy: What to do about it, as a sentence without its full stop.
        candidates: The nearest things that do exist, best first.
    """

    exit_code = 1

    def __init__(self, problem: str, remedy: str = "", candidates: Sequence[str] = ()) -> None:
        self.problem = problem
        self.remedy = remedy
        self.candidates = tuple(candidates)
        super().__init__(self._compose())

    def _compose(self) -> str:
        parts = [f"{self.problem}."]
        if self.candidates:
            parts.append(f"Nearest: {', '.join(self.candidates)}.")
        if self.remedy:
            parts.append(f"{self.remedy}.")
        return " ".join(parts)


class SourceError(MultipolarError):
    """A source's files cannot be fetched or understood; its previous release stays in force.

    Args:
        source: The source's name.
        problem: What happened, where, as a sentence without its full stop.
        remedy: What to do about it, as a sentence without its full stop.
    """

    def __init__(self, source: str, problem: str, remedy: str = "") -> None:
        self.source = source
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"{source}: {problem}." + (f" {remedy}." if remedy else ""))


class RecordError(MultipolarError):
    """The record's folder cannot be read, written or locked."""


class DocumentError(MultipolarError):
    """A document cannot be read; the other documents of the run go on.

    Args:
        path: The file, as the person named it.
        problem: What is wrong, as a sentence without its full stop.
        remedy: What to do about it, as a sentence without its full stop.
    """

    def __init__(self, path: str, problem: str, remedy: str = "") -> None:
        self.path = path
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"{path}: {problem}." + (f" {remedy}." if remedy else ""))
