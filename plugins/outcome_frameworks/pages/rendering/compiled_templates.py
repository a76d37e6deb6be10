"""Keep what Jinja makes of templates from build to build, where Python keeps what it makes of modules."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Collection
from contextlib import suppress
from importlib.metadata import version
from importlib.util import cache_from_source
from pathlib import Path
from secrets import token_hex

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from jinja2.filters import FILTERS
from jinja2.tests import TESTS

_JINJA = version("jinja2")
_DIGEST_SIZE = 32


class CompiledTemplates(BytecodeCache):
    """Spares each build the quarter of a second in which Jinja makes code of templates that have not changed.

    The code stands in `__pycache__` beside this module, so that it is as much to be trusted as the module itself; it
    is never kept in a cache of the site. Where Python is to write no code, or may not, none is kept.
    """

    def __init__(self, folders: Collection[Path]) -> None:
        """Keep the code of templates in some folders, which only come with packages; none of the site's own."""
        self._folders = folders

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """Return the place for the code of a template, with the code where it was made of the same source."""
        known = filename and any(Path(filename).is_relative_to(folder) for folder in self._folders)
        settings = _settings(environment) if known else None
        key = hashlib.sha256(repr((settings, name, filename)).encode()).hexdigest()[:32] if settings else ""
        bucket = Bucket(environment, key, self.get_source_checksum(source))
        if key:
            self.load_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the code that is kept, if it is whole and was made of the same source by the same Python."""
        with suppress(OSError):
            kept = _place(bucket.key).read_bytes()
            if kept.startswith(_digest(kept[_DIGEST_SIZE:])):
                bucket.bytecode_from_string(kept[_DIGEST_SIZE:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code, whole or not at all: another build may be reading."""
        if not bucket.key or sys.dont_write_bytecode:
            return
        place = _place(bucket.key)
        new = place.with_name(f"{place.name}.{token_hex(8)}")
        with suppress(OSError):  # a folder of the system's, or a full disk
            place.parent.mkdir(parents=True, exist_ok=True)
            try:
                code = bucket.bytecode_to_string()
                new.write_bytes(_digest(code) + code)
                new.replace(place)
            finally:
                new.unlink(missing_ok=True)


def _digest(code: bytes) -> bytes:
    return hashlib.sha256(code).digest()


def _place(key: str) -> Path:
    """Return where Python would keep the code of a module beside this one."""
    return Path(cache_from_source(str(Path(__file__).with_name(f"template-{key}.py"))))


def _settings(environment: Environment) -> tuple[object, ...] | None:
    """Return all that the code of a template hangs on but its source; None where that cannot be told.

    Jinja works out at once what is constant, by the filters and tests of that moment.
    """
    plain = {name: value for name, value in vars(environment).items() if isinstance(value, (str, int, type(None)))}
    if type(environment) is not Environment or not {"autoescape", "finalize"} <= plain.keys():
        return None
    for own, usual in ((environment.filters, FILTERS), (environment.tests, TESTS)):
        if any(own.get(name) is not function for name, function in usual.items()):
            return None
    return _JINJA, sorted(plain.items()), sorted(environment.extensions)
