"""What a benchmark is: a job, who does it, and what it may cost."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Job:
    """One way to do the job: a function named ``module:function``, run in a process of its own."""

    who: str
    function: str
    arguments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """One job with its rivals.

    Attributes:
        name: The name given on the command line.
        what: The job in words.
        ours: How multipolar does it.
        peers: The same with other tools; they check and record nothing.
        seconds: Target; ``None`` for none.
        megabytes: Target for the peak memory of the process; ``None`` for none.
        prepare: A function that makes the files needed, run before and not measured.
        repeat: How often it is run; the best counts.
    """

    name: str
    what: str
    ours: Job
    peers: tuple[Job, ...] = ()
    seconds: float | None = None
    megabytes: float | None = None
    prepare: str | None = None
    repeat: int = 1


@dataclass(frozen=True, slots=True)
class Figure:
    """What one job cost.

    Attributes:
        who: Who did it.
        seconds: Wall time of the work itself; imports are left out only where the job says so.
        processor: Seconds of processor time, all threads taken together: what other work on the machine
            does not change much.
        megabytes: Peak resident memory of the process.
        note: What the job wants said, as rates or row counts.
        failed: Why it could not be run; empty when it could.
    """

    who: str
    seconds: float = 0.0
    processor: float = 0.0
    megabytes: float = 0.0
    note: str = ""
    failed: str = ""
