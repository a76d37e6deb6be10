"""The command line `outcomes`: one module a command, each registered with the group by being imported."""

from outcome_frameworks.cli import build, check, csp, export, import_, permalinks, schema, snapshot
from outcome_frameworks.cli.group import main

__all__ = ["build", "check", "csp", "export", "import_", "main", "permalinks", "schema", "snapshot"]
