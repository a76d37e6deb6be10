"""Hand problems and warnings of the core to MkDocs, in its log and as its errors."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from outcome_frameworks.hosts.policy.content_security_policy import Note
from outcome_frameworks.problems import Problem, Severity

log = get_plugin_logger("outcome-frameworks")


class _Relay(logging.Handler):
    """Hands on what the core logs, so that its warnings count as MkDocs' own do."""

    def emit(self, record: logging.LogRecord) -> None:
        log.log(record.levelno, record.getMessage())


_core_log = logging.getLogger("outcome_frameworks")
_relay = _Relay()


def start_relay() -> None:
    """Hand what the core logs to MkDocs from now on."""
    _core_log.propagate = False
    _core_log.setLevel(logging.INFO)  # else Python leaves out what is no warning
    _core_log.addHandler(_relay)


def stop_relay() -> None:
    """Leave the core's log alone again."""
    _core_log.propagate = True
    _core_log.setLevel(logging.NOTSET)
    _core_log.removeHandler(_relay)


def report(problems: Sequence[Problem]) -> None:
    """Log notes and warnings; raise one error that lists every error.

    Raises:
        PluginError: where at least one problem is an error.
    """
    for problem in problems:
        if problem.severity is Severity.NOTE:
            log.info(_line(problem))
        elif problem.severity is Severity.WARNING:
            log.warning(_line(problem))
    errors = [_line(problem) for problem in problems if problem.severity is Severity.ERROR]
    if errors:
        what = "1 error stops" if len(errors) == 1 else f"{len(errors)} errors stop"
        raise PluginError(f"outcome-frameworks: {what} the build:\n" + "\n".join(errors))


def tell_without_address(address: str) -> None:
    """Report what a site leaves out as long as its own address is unknown."""
    if not address:
        left_out = "the cards and maps that other sites may embed, feeds, and the pictures of links"
        log.info("site_url is not set in mkdocs.yml: left out are %s.", left_out)


def tell_of_policy(notes: Iterable[Note]) -> None:
    """Report what a person must know of the site's Content-Security-Policy."""
    for note in notes:
        log.log(logging.WARNING if note.is_fault else logging.INFO, note.text)


def _line(problem: Problem) -> str:
    """Return a problem with the name under which the guide explains it."""
    return f"{problem} [{problem.rule}]"
