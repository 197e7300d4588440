"""How one file comes over HTTP: streamed, resumed, bounded, and never taken for what it is not."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from multipolar import __version__
from multipolar.basics.errors import SourceError
from multipolar.record.fetch import sniff
from multipolar.record.fetch.part import Origin, Part
from multipolar.record.fetch.progress import Progress, Silent
from multipolar.record.fetch.retry import PassingError, Patience, persist, retry_after

if TYPE_CHECKING:
    import httpx

USER_AGENT = f"multipolar/{__version__} (a record of the relations between states; downloads for one user)"
_REDIRECTS = 5
_RANGE = re.compile(r"bytes (?:(\d+)-(\d+)|\*)/(\d+|\*)")


@dataclass
class Download:
    """One file to fetch for one source.

    Attributes:
        source: The source's name, for messages.
        url: Where it is.
        folder: Where it is put.
        name: Its name in the folder, unless the server gives one.
        max_bytes: Larger is refused, whatever the server says of its length.
        patience: How often and how long to try.
        progress: Who watches.
    """

    source: str
    url: str
    folder: Path
    name: str
    max_bytes: int
    patience: Patience = field(default_factory=Patience)
    progress: Progress = field(default_factory=Silent)
    _unchanged: Path | None = field(default=None, init=False)

    def run(self) -> Path:
        """Fetch the file, continuing an earlier attempt where the server allows.

        Returns:
            The file, under the name its publisher gives it.

        Raises:
            SourceError: It cannot be had; bytes received so far are kept for the next attempt when
                they can be continued.
        """
        _refuse_scheme(self.source, self.url)
        self.folder.mkdir(parents=True, exist_ok=True)
        part = Part(self.folder / f"{self.name}.part")
        with _client() as client:
            persist(
                self.source, lambda: self._once(client, part), lambda: part.size, self.patience, self.progress
            )
        if self._unchanged is not None:
            return self._unchanged
        return part.finish(self.name)

    def _once(self, client: "httpx.Client", part: Part) -> None:
        origin = part.resumable(self.url)
        kept = None if origin else part.finished(self.url)
        with _passing(self.url), self._answer(client, _conditions(part, origin, kept)) as answer:
            if answer.status_code == 416:
                self._beyond(answer, part)
                return
            if answer.status_code == 304 and kept is not None:
                self._unchanged = kept[1]
                return
            self._refuse_status(answer)
            if answer.status_code == 206:
                self._refuse_gap(answer, part, origin)
            else:
                part.restart(_origin(answer, self.url, self.name))
            self._stream(answer, part, part.size)

    @contextmanager
    def _answer(self, client: "httpx.Client", headers: dict[str, str]) -> Iterator["httpx.Response"]:
        """The final answer after redirects."""
        url = self.url
        for _ in range(_REDIRECTS + 1):
            with client.stream("GET", url, headers=headers) as answer:
                if not answer.has_redirect_location:
                    yield answer
                    return
                url = _redirected(self.source, url, answer.headers["location"])
        raise SourceError(self.source, f"{self.url} redirects more than {_REDIRECTS} times")

    def _refuse_status(self, answer: "httpx.Response") -> None:
        code = answer.status_code
        if code in (200, 206):
            return
        said = f"{self.url} answered {code} {answer.reason_phrase}".rstrip()
        if code == 429 or code >= 500:
            raise PassingError(said, retry_after(answer.headers.get("retry-after")))
        by_hand = f"Download it with a browser, then run: multipolar record pull {self.source} --from PATH"
        raise SourceError(self.source, said, by_hand)

    def _beyond(self, answer: "httpx.Response", part: Part) -> None:
        """The server has nothing after the bytes held: all is here, or the part is of no use."""
        told = _RANGE.fullmatch(answer.headers.get("content-range", ""))
        if told is None or told[3] != str(part.size):
            part.discard()
            raise PassingError(f"{self.url} no longer holds the version begun earlier")

    def _refuse_gap(self, answer: "httpx.Response", part: Part, origin: Origin | None) -> None:
        """A partial answer must carry on, in the same version, exactly where the bytes held end."""
        told = _RANGE.fullmatch(answer.headers.get("content-range", ""))
        length = origin.length if origin else None
        follows = origin is not None and told is not None and told[1] == str(part.size)
        if not follows or (told and length is not None and told[3] not in ("*", str(length))):
            part.discard()
            raise PassingError(f"{self.url} did not continue where the download had stopped")

    def _stream(self, answer: "httpx.Response", part: Part, held: int) -> None:
        packed = answer.headers.get("content-encoding", "identity") != "identity"
        length = None if packed else _length(answer)
        total = None if length is None else held + length
        self._refuse_size(part, total or 0)
        self.progress.step(f"downloading {part.path.name.removesuffix('.part')}", total, "bytes")
        # Asked for chunks of a fixed size, httpx would lose what it has gathered when the connection breaks.
        chunks = answer.iter_bytes() if packed else answer.iter_raw()
        with part.path.open("ab") as out:
            for chunk in chunks:
                if held == 0:
                    self._refuse_page(part, chunk)
                held += len(chunk)
                self._refuse_size(part, held)
                out.write(chunk)
                self.progress.at(held)
        if held == 0:
            raise PassingError(f"{self.url} answered with no content")

    def _refuse_page(self, part: Part, chunk: bytes) -> None:
        try:
            sniff.refuse_page(self.source, chunk[: sniff.HEAD], self.name, self.url)
        except SourceError:
            part.discard()
            raise

    def _refuse_size(self, part: Part, size: int) -> None:
        if size > self.max_bytes:
            part.discard()
            problem = f"{self.url} is larger than the {self.max_bytes:,} bytes this source may have"
            raise SourceError(self.source, problem, "If that is right, raise max_bytes in its source.yml")


def read_page(
    source: str, url: str, patience: Patience | None = None, progress: Progress | None = None
) -> str:
    """Fetch a web page of at most 5 MB, for the address it links to.

    Raises:
        SourceError: It cannot be had.
    """
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        page = Download(
            source, url, Path(folder), "page.html", 5_000_000, patience or Patience(), progress or Silent()
        )
        text: str = page.run().read_text(encoding="utf-8", errors="replace")
        return text


def linked(source: str, page_url: str, page: str, link: str) -> str:
    """The address on a page that a pattern's first group finds: the first one, made absolute.

    Raises:
        SourceError: The page holds no such link.
    """
    found = re.search(link, page)
    if found is None:
        remedy = f"Download the file with a browser, then run: multipolar record pull {source} --from PATH"
        raise SourceError(source, f"{page_url} no longer links to the file", remedy)
    address: str = found[1].replace("&amp;", "&")
    return urljoin(page_url, address)


def _conditions(part: Part, origin: Origin | None, kept: tuple[Origin, Path] | None) -> dict[str, str]:
    """Headers that continue a part, or spare a file that has not changed."""
    if origin is not None:
        return {"Range": f"bytes={part.size}-", "If-Range": origin.validator}
    return kept[0].unless_changed() if kept else {}


def _client() -> "httpx.Client":
    import httpx

    return httpx.Client(
        headers={"User-Agent": USER_AGENT, "Accept-Encoding": "identity"},
        timeout=httpx.Timeout(60.0, connect=20.0),
        follow_redirects=False,
    )


@contextmanager
def _passing(url: str) -> Iterator[None]:
    """Turn the transport's failures into ours."""
    import httpx

    try:
        yield
    except httpx.TransportError as error:
        said = " ".join(str(error).split()) or type(error).__name__
        if "CERTIFICATE" in said.upper():
            raise SourceError(
                urlsplit(url).hostname or url,
                f"its certificate cannot be verified ({said})",
                "Download the file with a browser and pull it with --from PATH",
            ) from None
        raise PassingError(f"{url}: the connection failed ({said})") from None


def _refuse_scheme(source: str, url: str) -> None:
    if urlsplit(url).scheme not in ("http", "https"):
        raise SourceError(source, f"{url} is not an http or https address")


def _redirected(source: str, old: str, location: str) -> str:
    """Where a redirect leads; from an address of https never down to http."""
    new = urljoin(old, location)
    _refuse_scheme(source, new)
    if urlsplit(new).scheme == "http" and (
        urlsplit(old).scheme == "https" or urlsplit(new).hostname != urlsplit(old).hostname
    ):
        raise SourceError(source, f"{old} redirects to {new}, which is not https")
    return new


def _origin(answer: "httpx.Response", url: str, usual: str) -> Origin:
    tag = answer.headers.get("etag", "")
    # A weak ETag promises the same meaning, not the same bytes.
    validator = tag if tag and not tag.startswith("W/") else answer.headers.get("last-modified", "")
    if answer.headers.get("content-encoding", "identity") != "identity":
        return Origin(url, "", None, _file_name(answer, url, usual))
    return Origin(url, validator, _length(answer), _file_name(answer, url, usual))


def _length(answer: "httpx.Response") -> int | None:
    text = answer.headers.get("content-length", "")
    return int(text) if text.isdigit() else None


def _file_name(answer: "httpx.Response", url: str, usual: str) -> str:
    """The publisher's own name of the file, which often carries its date; only safe characters."""
    told = re.search(r"filename\*?=(?:UTF-8'')?\"?([^\";]+)", answer.headers.get("content-disposition", ""))
    name = unquote(told[1]) if told else unquote(urlsplit(url).path.rpartition("/")[2])
    safe = re.sub(r"[^A-Za-z0-9._-]+", "_", name.rpartition("/")[2].rpartition("\\")[2]).lstrip(".")
    return safe if "." in safe else usual
