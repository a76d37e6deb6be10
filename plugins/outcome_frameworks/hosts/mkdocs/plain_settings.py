"""What a site has set, as plain data of which a key can be made: the same on any machine, and nothing left out."""

from __future__ import annotations

import datetime as dt
import os
import secrets
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path
from types import BuiltinFunctionType, FunctionType
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

_NO_PART_OF_PAGES = frozenset(
    (
        *("config_file_path", "docs_dir", "site_dir", "dev_addr", "watch", "strict", "validation"),
        *("draft_docs", "exclude_docs", "not_in_nav", "plugins", "hooks", "theme"),
    )
)
"""Settings that no page shows: where files stand on this machine, and what is told of by itself, as the files are."""


_HOW_TO_BUILD = frozenset({"cache_dir", "replace_site_whole"})
"""Options of ours that say where and when files are written; each command sets them otherwise."""


def plain_settings(config: MkDocsConfig) -> Iterator[Any]:
    """Yield all settings as they are when pages are rendered, whoever has set them: a site, a default or a hook."""
    plain = _Plain(str(Path(config.config_file_path or "mkdocs.yml").parent))
    yield from ([name, plain.of(value)] for name, value in config.items() if name not in _NO_PART_OF_PAGES)
    yield from ([name, plain.of(value)] for name, value in config.theme.items())
    for name, plugin in config.plugins.items():
        options = dict(getattr(plugin, "config", {}))
        yield name, [[option, plain.of(value)] for option, value in options.items() if option not in _HOW_TO_BUILD]


@dataclass(frozen=True)
class _Plain:
    """Makes plain data of values. `home` is the folder of the site, which is another on each machine."""

    home: str
    _around: list[int] = field(default_factory=list)

    def of(self, value: Any) -> Any:
        """Return what JSON can hold, and what tells a value from others."""
        if value is None or isinstance(value, bool | int | float):
            return value
        if isinstance(value, str | os.PathLike):
            return self._place(os.fspath(value))
        if isinstance(value, bytes | dt.date):
            return [type(value).__name__, str(value)]
        if id(value) in self._around:  # an alias of YAML that stands within what it names
            return [self._around.index(id(value))]
        self._around.append(id(value))
        try:
            return self._of_parts(value)
        finally:
            self._around.pop()

    def _place(self, text: str | bytes) -> Any:
        below = isinstance(text, str) and (text == self.home or text.startswith(self.home + os.sep))
        return ["here", str(text)[len(self.home) :]] if below else str(text)

    def _of_parts(self, value: Any) -> Any:
        if isinstance(value, Mapping):
            return ["map", *([self.of(name), self.of(one)] for name, one in value.items())]  # in order, which shows
        if isinstance(value, list | tuple):
            return ["list", *map(self.of, value)]
        if isinstance(value, AbstractSet):
            return ["set", *sorted(map(self.of, value), key=repr)]
        if isinstance(value, type | FunctionType | BuiltinFunctionType):  # it comes with a package
            around = getattr(value, "__closure__", None) or ()
            return ["code", value.__module__, value.__qualname__, *(self.of(cell.cell_contents) for cell in around)]
        try:
            return ["made", *map(self.of, value.__reduce_ex__(2))]
        except (TypeError, ValueError, AttributeError):
            return ["unknown", secrets.token_hex()]  # never the same again
