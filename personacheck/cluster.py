"""Roles judged and accounts counted on Dask: by processes of this computer, or of those that a scheduler knows.

The one exception to "nothing is sent, no pickle": with the extra ``dask`` alone, and to no address but the one that
the user typed. The trained matcher is sent once; whoever lost it is given it again, and batches that were lost are done
again.
"""

from __future__ import annotations

import asyncio
import logging
import pickle
import re
import signal
import sys
import tempfile
from collections import deque
from contextlib import contextmanager, suppress
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from personacheck.errors import Problem, UsageError
from personacheck.files.address import HERE
from personacheck.match.edition import edition

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from personacheck.model.spread import Batch, Done, Spread

INSTALL: Final = "Install Dask: pip install 'personacheck[dask]'"
GUIDE: Final = "docs/scale.md says how."
AHEAD: Final = 3
"""Batches for each worker that wait there or are under way."""
PATIENCE: Final = 20
"""Seconds to wait for a scheduler and its workers."""
_MISSES: Final = 3
"""Times that no worker is there before their work is given up: lost ones may be started anew."""
_LOCAL: Final = {
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
    "distributed.comm.timeouts.connect": "120s",
    "distributed.comm.timeouts.tcp": "120s",
}
"""Of our own processes: no pages are served, and a busy computer is waited for."""
_LARGE: Final = {"distributed.admin.large-graph-warning-threshold": "1TB"}
"""No warning of a large batch: all contacts of an account are sent together."""
_ADDRESS: Final = re.compile(r"(?:(?P<protocol>tcp|tls)://)?(?P<host>[\w.-]+|\[[\da-fA-F:.]+\]):\d{1,5}")


@contextmanager
def spread_over(address: str | None) -> Iterator[Spread]:
    """What ``pipeline`` spreads its work with; without an address over this computer's processors.

    Raises
    ------
    UsageError
        Dask is not installed; the address is not one, is not encrypted, or nobody answers there; the workers have
        another version than this computer; or all of them are lost.
    """
    if find_spec("distributed") is None:
        raise UsageError(Problem("", "--engine dask", "needs Dask, which is not installed", INSTALL))
    secure = address is not None and _must_encrypt(address)
    try:
        import dask  # noqa: PLC0415  # an extra
        import distributed  # noqa: PLC0415  # same reason
        from distributed.scheduler import KilledWorker  # noqa: PLC0415  # same reason
    except Exception:  # noqa: BLE001  # it reads its settings at once, and raises what they make of it
        step = "See what this says: python -c 'import distributed'"
        raise UsageError(Problem("", "--engine dask", "Dask or its settings are broken", step)) from None
    for name in ("distributed", "distributed.client", "tornado", "asyncio"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    private = tempfile.TemporaryDirectory(prefix="personacheck-", ignore_cleanup_errors=True)
    with private as folder, dask.config.set(_LARGE):
        try:
            with _local(folder) if address is None else _remote(address, secure=secure) as client:
                yield partial(_spread, client)
        except KilledWorker:
            cause = "the workers were lost again and again"
            step = "Give them more memory, or run without --engine."
            raise UsageError(Problem("", "--engine dask", cause, step)) from None
        except (distributed.comm.CommClosedError, distributed.client.FutureCancelledError):
            step = "See whether it still runs, then try again."
            raise UsageError(Problem("", "--engine dask", "the connection to the scheduler was lost", step)) from None


def _must_encrypt(address: str) -> bool:
    """Whether the connection is encrypted; it must be beyond this computer."""
    parts = _ADDRESS.fullmatch(address)
    if parts is None:
        cause = "is not the address of a scheduler"
        raise UsageError(Problem("", "--scheduler", cause, "Write it as tls://host:8786, or tcp://127.0.0.1:8786."))
    if parts["protocol"] == "tls":
        return True
    if parts["host"].strip("[]").lower() not in HERE:
        cause = "is on another computer, and tcp:// is not encrypted"
        raise UsageError(Problem("", "--scheduler", cause, f"Use tls:// with certificates; {GUIDE}"))
    return False


@contextmanager
def _local(folder: str) -> Iterator[Any]:
    import dask.system  # noqa: PLC0415  # an extra
    import distributed  # noqa: PLC0415  # same reason

    with dask.config.set({**_LOCAL, "temporary-directory": folder}):
        try:
            with _interrupted_alone():
                workers = distributed.LocalCluster(
                    n_workers=max(dask.system.CPU_COUNT, 2),  # what a container or an affinity leaves of them
                    threads_per_worker=1,
                    host="127.0.0.1",
                    dashboard_address=None,
                    scheduler_kwargs={"dashboard_address": "127.0.0.1:0"},  # else 8787, and a warning where it is taken
                    local_directory=folder,
                    silence_logs=logging.CRITICAL,
                )
        except (RuntimeError, OSError):  # a worker that ends while it begins, for want of memory or of open files
            cause, step = "the workers could not be started", "Free some memory, or run without --engine."
            raise UsageError(Problem("", "--engine dask", cause, step)) from None
        with workers, distributed.Client(workers, set_as_default=False) as client:
            yield client


@contextmanager
def _interrupted_alone() -> Iterator[None]:
    """Ctrl-C goes to each process of a terminal: those that are begun here leave it to this one, which ends them."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    from multiprocessing.resource_tracker import ensure_running  # noqa: PLC0415  # not on Windows

    ensure_running()  # which would let it through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # threads and processes begin with this
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _remote(address: str, *, secure: bool) -> Iterator[Any]:
    import distributed  # noqa: PLC0415  # an extra

    security = distributed.Security(require_encryption=True) if secure else None
    if security is not None and not security.tls_ca_file:
        cause = "no certificates are configured for tls://"
        raise UsageError(Problem("", "--scheduler", cause, f"Name them in Dask's settings; {GUIDE}"))
    try:
        asyncio.run(_greet(address, security.get_connection_args("client") if security else {}))
        client = distributed.Client(address, security=security, timeout=PATIENCE, set_as_default=False)
    except Exception:  # noqa: BLE001  # nobody, or another program, of whose answer Dask can make anything
        step = "Start one there: dask scheduler; or check the address."
        if secure:
            step = f"Check the address, and that both sides have certificates of one authority; {GUIDE}"
        raise UsageError(Problem("", "--scheduler", "no scheduler answers at this address", step)) from None
    with client:
        _check_workers(client)
        yield client


async def _greet(address: str, security: Mapping[str, Any]) -> None:
    """Exchange greetings; a client would wait for them for ever."""
    from distributed.comm import connect  # noqa: PLC0415  # an extra

    comm = await asyncio.wait_for(connect(address, timeout=PATIENCE, **security), PATIENCE)
    await comm.close()


def _check_workers(client: Any) -> None:
    """All have the rules and words that this computer has."""
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
        editions = set(client.run(_edition).values())
    except TimeoutError:
        step = "Start one: dask worker ADDRESS."
        raise UsageError(Problem("", "--scheduler", "the scheduler has no workers", step)) from None
    except OSError:
        raise
    except Exception:  # noqa: BLE001  # Dask raises what it is told, and a bare one where that cannot be unpacked
        editions = set()
    if editions != {_edition()}:
        cause = "the workers have another version of Python or personacheck, or none"
        raise UsageError(Problem("", "--scheduler", cause, "Install the same one there."))


def _edition() -> tuple[str, tuple[int, ...]]:
    """What two computers must have in common: rules and words, and the Python that unpacks what is sent."""
    return edition(), sys.version_info[:2]


def _spread(client: Any, work: Callable[[Batch], Done], batches: Iterable[Batch]) -> Iterator[Done]:
    """What comes of each batch, in their order; only so many are sent ahead."""
    name = f"personacheck-{uuid4()}"  # another run may send its own to the same workers meanwhile
    client.register_plugin(_carrier(pickle.dumps(work)), name=name)
    try:
        most = AHEAD * max(len(client.scheduler_info(n_workers=-1)["workers"]), 2)
        waiting: deque[Any] = deque()
        for batch in batches:
            waiting.append(client.submit(_work, name, batch, pure=False))
            if len(waiting) >= most:
                yield _result(client, waiting.popleft())
        while waiting:
            yield _result(client, waiting.popleft())
    finally:
        with suppress(Exception):  # where nobody is left to forget it
            client.unregister_worker_plugin(name)


def _result(client: Any, future: Any) -> Any:
    """What came of a batch, however long it takes, as long as there are workers."""
    missed = 0
    while True:
        try:
            done = future.result(timeout=PATIENCE)
        except TimeoutError:
            missed = 0 if client.scheduler_info(n_workers=-1)["workers"] else missed + 1
            if missed == _MISSES:
                step = "Start others, then try again."
                raise UsageError(Problem("", "--scheduler", "all workers of the scheduler are gone", step)) from None
        else:
            return done


def _carrier(pickled: bytes) -> Any:
    """Brings the work to every worker, also to those that come later; so that no worker has to ask another for it."""
    import distributed  # noqa: PLC0415  # an extra

    class Carrier(distributed.WorkerPlugin):  # type: ignore[misc]  # its types are an extra's
        """On each computer: the work as it was sent, such as the matcher's, unpacked once."""

        work: Callable[[Any], Any] | None = None

        def do(self, batch: Any) -> Any:
            """What comes of a batch."""
            if self.work is None:
                self.work = pickle.loads(pickled)  # noqa: S301  # what this computer sent
            return self.work(batch)

    return Carrier()


def _work(name: str, batch: Any) -> Any:
    import distributed  # noqa: PLC0415  # an extra

    return distributed.get_worker().plugins[name].do(batch)
