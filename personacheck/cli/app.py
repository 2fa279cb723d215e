"""The program: its commands, and what becomes of an error.

Exit codes: 0 ok · 1 bug · 2 usage, settings or cast · 3 input refused · 4 gate not met · 5 cannot write ·
130 interrupted (Ctrl-C) · 143 ended by the system (SIGTERM). A reader who leaves (``| head``) changes none: the work
goes on, and its code says what became of it.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, NoReturn, TextIO, cast

import typer
from typer.main import get_command

from personacheck import __version__
from personacheck.cli import assessing, authoring, configuring, exporting, improving, looking, reviewing, sampling
from personacheck.cli.addresses import Command, by_address, remove_copies
from personacheck.cli.streams import remove_piped
from personacheck.cli.terminal import Outlet, print_error, say, show
from personacheck.errors import ExportError, OutputError, PersonaCheckError, Problem, UsageError
from personacheck.files import interrupt

app = typer.Typer(
    invoke_without_command=True,
    pretty_exceptions_enable=False,
    pretty_exceptions_show_locals=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for commands in (assessing, looking, authoring, improving, sampling, exporting, reviewing):
    for command in commands.COMMANDS:
        app.command(cls=Command)(command)


def _help(context: typer.Context) -> None:
    """Show what a group of commands holds to whoever names none of them."""
    if context.invoked_subcommand is None and (text := context.get_help()):
        show(text)


for name, group in (reviewing.GROUPS | configuring.GROUPS).items():
    for own in group.registered_commands:
        own.cls = Command
    app.add_typer(group, name=name, callback=_help, invoke_without_command=True, help=group.info.help)

INTERRUPTED = 130
# Typer vendors its own click; the common root of its usage errors is reached through its public subclass.
_ClickError: type[Exception] = typer.BadParameter.__mro__[2]


def _version(asked: bool) -> None:
    if asked:
        show(f"personacheck {__version__}")
        raise typer.Exit


WAY = """\
Finds the contacts, accounts and segments that no persona in your cast fits. Start with one of these:

  personacheck demo                                  the whole job on the shipped example
  personacheck init                                  a cast and settings to fill in
  personacheck check export.xlsx --cast cast.yaml    your own export, assessed

All commands: personacheck --help"""


@app.callback()
def _program(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Find the contacts, accounts and segments that no persona in your cast fits."""
    if context.invoked_subcommand is None and not version:
        show(WAY)


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the program and leave with its exit code; every error is told in words, none with a traceback."""
    words = sys.argv[1:] if arguments is None else arguments
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a Windows console may not be UTF-8; what it cannot show becomes "?"
            stream.reconfigure(errors="replace")
    sys.stdout, sys.stderr = _outlet(sys.stdout), _outlet(sys.stderr)
    interrupt.stop_in_order()
    code = run(words)
    try:
        sys.stdout.flush()
    except OutputError as error:
        print_error(error, as_json=False)
        code = code or error.exit_code
    sys.stderr.flush()
    os._exit(code)  # or the interpreter takes apart all that was loaded, which is a fiftieth of a small run


def _outlet(stream: TextIO | None) -> TextIO:
    """Of a stream that whoever began the program closed (``>&-``), Python leaves None."""
    return cast("TextIO", Outlet(stream or Path(os.devnull).open("w", encoding="utf-8")))


def run(arguments: list[str]) -> int:
    """Run the program on arguments and return its exit code."""
    as_json = "--json" in arguments
    interrupt.begin()
    try:
        return int(app(arguments, prog_name="personacheck", standalone_mode=False) or 0)
    except PersonaCheckError as error:
        print_error(by_address(error), as_json=as_json)
        return error.exit_code
    except (typer.Abort, KeyboardInterrupt, interrupt.Stopped) as end:
        say(f"interrupted: {interrupt.summary()}")
        return end.exit_code if isinstance(end, interrupt.Stopped) else INTERRUPTED
    except Exception as error:  # noqa: BLE001  # the last line of defence: a bug is told in words, not as a traceback
        refusal = _usage(error, arguments) if isinstance(error, _ClickError) else _of_the_system(error)
        if refusal is not None:
            print_error(refusal, as_json=as_json)
            return refusal.exit_code
        say(f"bug: {_where(error)}. Please report it with the command that you ran; no data was sent anywhere.")
        return 1
    finally:
        remove_piped()
        remove_copies()


def _of_the_system(error: Exception) -> ExportError | OutputError | None:
    """What the system refused: memory, or a place that it names (a name too long, a lost disk); None for a bug."""
    if isinstance(error, MemoryError):
        step = "Export fewer columns, or run it where there is more memory."
        return ExportError(Problem("", "", "this takes more memory than there is", step))
    if not isinstance(error, OSError) or error.filename is None or not error.strerror:
        return None
    step = "Check the path, and who may read and write there."
    return OutputError(Problem(str(error.filename), "", error.strerror.lower(), step))


def _usage(error: Exception, arguments: Iterable[str]) -> UsageError:
    text: str = error.format_message()  # type: ignore[attr-defined]  # every click error has it
    message = text.replace("Value error, ", "").replace(": Input should be", ": must be")
    return UsageError(Problem("", "", message, f"See: {_command(arguments)} --help"))


def _command(arguments: Iterable[str]) -> str:
    """The command that arguments begin with; an error of its options does not always say whose they are."""
    path, commands = "personacheck", getattr(get_command(app), "commands", {})
    for word in arguments:
        if word not in commands:
            break
        path, commands = f"{path} {word}", getattr(commands[word], "commands", {})
    return path


def _where(error: Exception) -> str:
    """Kind and place of a bug; never its message, which may hold data."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {Path(frame.filename).name}, line {frame.lineno}"
