"""Compiles the kernels on first use and keeps them, compiled, beside the module."""

from collections.abc import Callable
from typing import TypeVar, cast

import numba

F = TypeVar("F", bound=Callable[..., object])
each = numba.prange


def serial(function: F) -> F:
    """Compile for one thread."""
    return cast(F, numba.njit(cache=True)(function))


def parallel(function: F) -> F:
    """Compile with ``each`` loops shared among threads."""
    return cast(F, numba.njit(cache=True, parallel=True)(function))
