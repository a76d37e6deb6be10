"""Files that are known to MkDocs before their content is made: thousands, so that each costs next to nothing."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from mkdocs.structure.files import File, InclusionLevel

Make = Callable[[], str | bytes | None]
"""What makes the content of a file; None where it turns out that there can be no such file."""


class SiteFolder(NamedTuple):
    """Where MkDocs writes a site, and whether pages in it have folders of their own."""

    dest_dir: str
    use_directory_urls: bool


class LateFile(File):
    """A file whose content is made when it is asked for.

    `taken_in` is what goes into it that is not ours: what the site has in its place, or what another plugin has put
    there.
    """

    generated_by = "outcome-frameworks"
    inclusion = InclusionLevel.NOT_IN_NAV
    src_dir = None
    abs_src_path: str | None = None
    _stands_at = ""

    def __init__(self, src_uri: str, make: Make, site: SiteFolder, taken_in: str = "") -> None:
        # There are thousands of them: what MkDocs would work out for each, as of a file in a folder, is known
        self.src_uri, self.make, self.taken_in = src_uri, make, taken_in
        self.dest_dir, self.use_directory_urls = site

    def stand_in(self, folder: Path) -> bool:
        """Have it stand in a folder for real, and be what stands there; return whether there can be such a file."""
        content = self.make()
        if content is not None:
            path = folder / self.src_uri
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(in_bytes(content))
            self.abs_src_path, self.make, self._stands_at = str(path), path.read_bytes, str(path)
        return content is not None

    @property
    def src_path(self) -> str:
        """The path as the system writes it."""
        return os.path.normpath(self.src_uri)

    @src_path.setter
    def src_path(self, value: str) -> None:
        self.src_uri = value  # as it is: MkDocs takes it apart, which for thousands of files takes long

    @property
    def content_bytes(self) -> bytes:
        """The bytes that it holds; none where there can be no such file."""
        return in_bytes(self.make() or b"")

    @content_bytes.setter
    def content_bytes(self, value: bytes) -> None:
        self.make, self.taken_in, self._stands_at = lambda: value, repr(value), ""

    @property
    def content_string(self) -> str:
        """The text that it holds."""
        return self.content_bytes.decode()

    @content_string.setter
    def content_string(self, value: str) -> None:
        self.content_bytes = value.encode()

    def copy_file(self, dirty: bool = False) -> None:
        """Write it to its place in the site, or have what stands elsewhere stand there too, which takes far less."""
        if self._stands_at and self.abs_src_path != self._stands_at:  # another plugin has put one in its place
            super().copy_file(dirty)
            return
        if self._stands_at:
            with suppress(OSError):  # the disk has no links
                self._link_to(Path(self.abs_dest_path))
                return
        if (content := self.make()) is not None:
            write_into_site(self, content)

    def _link_to(self, path: Path) -> None:
        try:
            os.link(self._stands_at, path)
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            os.link(self._stands_at, path)

    def is_modified(self) -> bool:
        """Return whether it differs from what the site holds, which is not known."""
        return True


def write_into_site(file: File, content: str | bytes) -> None:
    """Write what a file holds to its place in the site."""
    path = Path(file.abs_dest_path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(in_bytes(content))


def in_bytes(content: str | bytes) -> bytes:
    """Return what a file holds as it is written."""
    return content.encode() if isinstance(content, str) else content
