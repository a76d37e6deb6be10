"""The group that every command belongs to: its help, its version, and how it says what the system refuses."""

from __future__ import annotations

import errno
import sys

import click

from outcome_frameworks import __version__


class _Commands(click.Group):
    """Commands that answer what the system refuses with one line and exit status 1."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except OSError as error:
            if error.errno == errno.EPIPE:  # the reader went away, as `| head` does; click knows what to do
                raise
            where = f": {error.filename}" if error.filename else ""
            raise click.ClickException(f"{error.strerror or type(error).__name__}{where}") from None


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="outcomes")
def main() -> None:
    """Check and publish outcome frameworks, written as one YAML file per programme."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal without → must not stop a check
            stream.reconfigure(errors="backslashreplace")
