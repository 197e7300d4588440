"""As a program: the text of each page of the PDF on standard input, as JSON; it may be stopped at any time.

It runs apart (``reading.pdf`` starts it), so that a file made to use up time or memory takes only this
process with it. It imports nothing of the package and is never imported for its functions.
"""

import contextlib
import io
import json
import logging
import sys
from typing import Any

SECONDS = 60
MEMORY = 2_000_000_000
MOST_PAGES = 2_000
MOST_CHARACTERS = 20_000_000


def main() -> None:
    """Read, and print either ``pages`` or ``problem`` and ``remedy``."""
    _confine()
    sys.setrecursionlimit(3_000)
    try:
        answer = _answer(sys.stdin.buffer.read())
    except (MemoryError, RecursionError):
        answer = _problem("it takes too much memory to be a document", "Save its text as .txt")
    print(json.dumps(answer))


def _confine() -> None:
    """Bound memory and processor time where the system can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def _answer(raw: bytes) -> dict[str, Any]:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            return _locked()
        count = len(reader.pages)
        if count > MOST_PAGES:
            return _problem(f"{count:,} pages are over the limit of {MOST_PAGES:,}", "Split the file")
        return _pages(reader)
    except (DependencyError, FileNotDecryptedError):
        return _locked()
    except LimitReachedError:
        return _problem("it unpacks to more than a document holds", "Save its text as .txt")
    except (MemoryError, RecursionError):
        raise
    except (PyPdfError, ArithmeticError, AttributeError, LookupError, OSError, TypeError, ValueError):
        # Damaged files raise whatever the parser meets first; here the file is at fault, and alone.
        return _problem("it is damaged or no PDF", "Open and save it again in a PDF viewer")


def _pages(reader: Any) -> dict[str, Any]:  # noqa: ANN401 - pypdf is imported inside a function
    texts: list[str] = []
    size = 0
    for page in reader.pages:
        text = page.extract_text().encode("utf-8", "replace").decode("utf-8").replace("\0", " ")
        size += len(text)
        if size > MOST_CHARACTERS:
            return _problem(f"its text is over {MOST_CHARACTERS // 1_000_000} MB", "Split the file")
        texts.append(text)
    return {"pages": texts}


def _locked() -> dict[str, Any]:
    return _problem("it is locked with a password", "Save a copy without one")


def _problem(problem: str, remedy: str) -> dict[str, Any]:
    return {"problem": problem, "remedy": remedy}


if __name__ == "__main__":
    main()
