"""Audits under way and done: a queue before one process, and results that are kept for a while in memory."""

import queue
import secrets
import threading
import time
from collections import OrderedDict
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from multipolar.basics.errors import MultipolarError
from multipolar.server.audit_work import Made, Task, serve
from multipolar.server.held import BusyError

_WAITING = 8
_KEPT = 24
_KEPT_BYTES = 200_000_000
_KEPT_SECONDS = 1800.0
_LONGEST_SECONDS = 120.0


@dataclass(slots=True)
class Job:
    """One document handed in.

    Attributes:
        name: Its name as its reader knows it.
        result: What was made of it, once it is.
        since: When it was handed in, by the clock that never goes back.
        begun: When its audit began; ``None`` while it waits.
    """

    name: str
    result: "Future[Made]" = field(default_factory=Future)
    since: float = field(default_factory=time.monotonic)
    begun: float | None = None

    @property
    def size(self) -> int:
        """Bytes that its result takes."""
        if not self.result.done() or self.result.exception() is not None:
            return 0
        made = self.result.result()
        return len(made.page) + sum(map(len, made.files.values()))


class Audits:
    """Documents are audited one after another in a process of their own, so that readers do not wait.

    An audit that takes too long, or brings its process down, fails alone: the next has a new process.

    Args:
        folder: The record's folder.
        as_of: The date whose releases are read.
    """

    def __init__(self, folder: Path, as_of: date | None = None) -> None:
        self._folder, self._as_of = folder, as_of
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._queue: queue.Queue[tuple[Job, Task] | None] = queue.Queue(_WAITING)
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._worker: tuple[BaseProcess, Connection] | None = None

    def submit(self, task: Task) -> str:
        """Hand in a document.

        Returns:
            The name under which its result is found; nobody can guess it.

        Raises:
            BusyError: Too many documents are waiting.
        """
        job, key = Job(task.name), secrets.token_urlsafe(18)
        with self._lock:
            try:
                self._queue.put_nowait((job, task))
            except queue.Full:
                raise BusyError("Other documents are waiting to be audited. Try again in a minute.") from None
            self._jobs[key] = job
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="audits", daemon=True)
                self._thread.start()
        return key

    def job(self, key: str) -> Job | None:
        """A document handed in; ``None`` for one that never was, or is gone."""
        with self._lock:
            self._let_go()
            return self._jobs.get(key)

    def before(self, job: Job) -> int:
        """How many documents are to be audited before one."""
        with self._lock:
            return sum(j.since < job.since and not j.result.done() for j in self._jobs.values())

    def forget(self, key: str) -> None:
        """Drop a result."""
        with self._lock:
            self._jobs.pop(key, None)

    def close(self) -> None:
        """End the process and wait for nothing."""
        with suppress(queue.Full):
            self._queue.put_nowait(None)
        self._stop()

    def _let_go(self) -> None:
        """Drop results that are old, too many, or take too much room."""
        done = [(key, job) for key, job in self._jobs.items() if job.result.done()]
        room, oldest = sum(job.size for _, job in done), time.monotonic() - _KEPT_SECONDS
        for number, (key, job) in enumerate(done):
            if job.since < oldest or len(done) - number > _KEPT or room > _KEPT_BYTES:
                room -= job.size
                del self._jobs[key]

    def _run(self) -> None:
        while (item := self._queue.get()) is not None:
            job, task = item
            job.begun = time.monotonic()
            try:
                job.result.set_result(self._answer(task))
            except MultipolarError as error:
                job.result.set_exception(error)

    def _answer(self, task: Task) -> Made:
        ends = (self._worker or self._start())[1]
        try:
            ends.send(task)
            answer: Made | str | None = ends.recv() if ends.poll(_LONGEST_SECONDS) else None
        except (EOFError, OSError):
            self._stop()
            raise MultipolarError(f"{task.name}: the audit failed; the server's terminal says why.") from None
        if answer is None:
            self._stop()
            raise MultipolarError(f"{task.name}: not audited within {_LONGEST_SECONDS:.0f} seconds.")
        if isinstance(answer, str):
            raise MultipolarError(answer)
        return answer

    def _start(self) -> tuple[BaseProcess, Connection]:
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=serve, args=(theirs, self._folder, self._as_of), daemon=True)
        process.start()
        theirs.close()
        self._worker = process, ours
        return self._worker

    def _stop(self) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            worker[0].kill()
            worker[1].close()
