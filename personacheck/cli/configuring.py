"""``config``: what is set, and where."""

from __future__ import annotations

import json as text

import typer

from personacheck.cli import options as o
from personacheck.cli.terminal import show, show_json

config_app = typer.Typer(help="Show the settings in force, and where each was set.")


@config_app.command("show")
def show_settings(
    config: o.Config = None, sheet: o.Sheet = None, encoding: o.Encoding = None, json: o.Json = False
) -> None:
    """Show each setting with its value and where it comes from: default, file, environment or option.

    personacheck config show

    personacheck config show --config personacheck.toml --json
    """
    setup = o.setup(config, sheet, encoding)
    from personacheck.settings.file import in_force

    options = {"export.sheet": sheet, "export.encoding": encoding}
    settings = in_force(setup.file)
    rows = [
        (setting.key, options[setting.key], "option")
        if options.get(setting.key)
        else (setting.key, setting.value, setting.source)
        for setting in settings
    ]
    if json:
        show_json([{"key": key, "value": value, "source": source} for key, value, source in rows])
        return
    show(f"settings file: {o.near(setup.file) if setup.file else 'none'}")
    for key, value, source in rows:
        shown = "not set" if value is None else text.dumps(value, ensure_ascii=False, default=str)
        show(f"{key} = {shown}  ({source})")


GROUPS = {"config": config_app}
