"""How PostgreSQL ends with us, even when we are killed without a word.

Linux sends a signal to the child of a dead parent: `setpriv --pdeathsig`. It must be the fast stop (INT): the gentle
one (TERM) waits for clients that may never leave. Elsewhere this very file, run as a program, holds the server as its
child and stops it when the pipe to us closes.
"""

import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence


def leashed(words: Sequence[str], program: Sequence[str]) -> tuple[list[str], bool]:
    """Return the command that runs `program` behind `words` and on a leash; True when it needs a pipe as its input."""
    setpriv = shutil.which("setpriv")
    if setpriv:
        # Innermost: a change of user forgets the signal.
        return [*words, setpriv, "--pdeathsig", "INT", "--", *program], False
    return [sys.executable, "-I", "-S", __file__, *words, *program], True


def hold(command: Sequence[str]) -> int:
    """Run a command until it ends, or until the input closes."""
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL)  # noqa: S603 -- the command of `leashed`
    threading.Thread(target=stop_at_end_of_input, args=(child,), daemon=True).start()
    return child.wait()


def stop_at_end_of_input(child: subprocess.Popen[bytes]) -> None:
    """Wait for the other end to die."""
    sys.stdin.buffer.read()
    child.send_signal(signal.SIGINT)


if __name__ == "__main__":
    sys.exit(hold(sys.argv[1:]))
