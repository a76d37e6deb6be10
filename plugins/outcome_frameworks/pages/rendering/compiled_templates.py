"""Compile templates of packages once, and not in each build; look no template up twice in one."""

from __future__ import annotations

from collections.abc import Collection, MutableMapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from jinja2.filters import FILTERS
from jinja2.tests import TESTS

from outcome_frameworks.system.kept_code import keep_code, load_code

_JINJA = version("jinja2")


class CompiledTemplates(BytecodeCache):
    """Spares each build the quarter of a second in which Jinja makes code of templates that have not changed."""

    def __init__(self, folders: Collection[Path]) -> None:
        """Keep the code of templates in some folders, which only come with packages; none of the site's own."""
        self._folders = folders

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """Return the place for the code of a template, with the code where it was made of the same source."""
        known = filename and any(Path(filename).is_relative_to(folder) for folder in self._folders)
        settings = _settings(environment) if known else None
        bucket = Bucket(
            environment, repr((settings, name, filename)) if settings else "", self.get_source_checksum(source)
        )
        self.load_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the code that is kept, if it was made of the same source by the same Python."""
        if bucket.key and (kept := load_code("template", bucket.key)):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template of a package."""
        if bucket.key:
            keep_code(bucket.bytecode_to_string(), "template", bucket.key)


class TemplatesOfOneBuild(Environment):
    """Templates that stay as they are as long as this is there, and so does what all of them know."""

    def __init__(self, **options: Any) -> None:
        """Take Jinja's options. Each is read once: no file is looked at again for whether it has changed."""
        super().__init__(**options, auto_reload=False, cache_size=-1)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return what a template knows beside its context, which is all in `globals` as it is taken into use.

        Jinja lays one mapping over the other, and in a small template looks through both take half of the time.
        """
        return {**self.globals, **(d or {})}


def _settings(environment: Environment) -> tuple[object, ...] | None:
    """Return all that the code of a template hangs on but its source; None where that cannot be told.

    Jinja works out at once what is constant, by the filters and tests of that moment.
    """
    plain = {name: value for name, value in vars(environment).items() if isinstance(value, (str, int, type(None)))}
    is_known = type(environment) in (Environment, TemplatesOfOneBuild) and {"autoescape", "finalize"} <= plain.keys()
    is_usual = environment.filters.items() >= FILTERS.items() and environment.tests.items() >= TESTS.items()
    if not is_known or not is_usual:
        return None
    return _JINJA, sorted(plain.items()), sorted(environment.extensions)
