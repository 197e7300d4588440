"""What a file is, told from its first bytes and not from its name."""

import re
from pathlib import Path

from multipolar.basics.errors import SourceError

_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
_TITLE = re.compile(rb"<title[^>]*>\s*(.*?)\s*</title>", re.I | re.S)
HEAD = 4096


def is_page(head: bytes) -> bool:
    """Whether the first bytes are those of a web page."""
    return _PAGE.match(head) is not None


def refuse_page(source: str, head: bytes, name: str, where: str = "") -> None:
    """Refuse a web page that came in the place of a data file.

    Args:
        source: The source's name.
        head: The first bytes.
        name: The file's name.
        where: The address it came from; empty for a file at hand.

    Raises:
        SourceError: It is a web page.
    """
    if not is_page(head) or name.lower().endswith((".html", ".htm")):
        return
    title = _TITLE.search(head)
    said = f' titled "{title[1].decode("utf-8", "replace")[:80]}"' if title and title[1] else ""
    if where:
        by_hand = f"Download {where} with a browser, then run: multipolar record pull {source} --from PATH"
        raise SourceError(source, f"the server sent a web page{said} in place of {name}", by_hand)
    raise SourceError(source, f"{name} is a web page{said}, not the published file", "Download it again")


def head_of(path: Path) -> bytes:
    """The first bytes of a file."""
    with path.open("rb") as stream:
        return stream.read(HEAD)


def check(source: str, path: Path) -> None:
    """Refuse a file at hand that is empty or a web page, or whose name promises another format.

    Raises:
        SourceError: What is wrong with it.
    """
    head = head_of(path)
    if not head:
        raise SourceError(source, f"{path.name} is empty", "Download it again")
    refuse_page(source, head, path.name)
    suffix = path.suffix.lower()
    for ending, magic, kind in (
        (".zip", b"PK", "zip"),
        (".gz", b"\x1f\x8b", "gzip"),
        (".xlsx", b"PK", "Excel"),
    ):
        if suffix == ending and not head.startswith(magic):
            raise SourceError(source, f"{path.name} is not a {kind} file", "Download it again")
