"""``personacheck``, and ``python -m personacheck``."""

import gc
import os
import signal


def start() -> None:
    """Run the program. Until it can say in words what was written, Ctrl-C ends it as it ends any other."""
    if signal.getsignal(signal.SIGINT) != signal.SIG_IGN:  # nohup's wish
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    # What is multiplied here is small: the threads of OpenBLAS, one a core, would only cost a twentieth of a small run.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    gc.disable()  # what is loaded lives until the end, and holds no cycles: to look for some costs a sixth of the time
    from personacheck.cli.app import main  # noqa: PLC0415  # imports take most of the time in which nobody listens

    main()


if __name__ == "__main__":
    start()
