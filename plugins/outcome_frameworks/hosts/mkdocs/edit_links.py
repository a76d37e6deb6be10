"""Where the words of a page can be edited: the YAML file at its line."""

from __future__ import annotations

import posixpath
from pathlib import Path
from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig

from outcome_frameworks.problems import Place


def edit_uri(config: MkDocsConfig, folder: Path, file: str, place: Place) -> str:
    """Return the path of a file of the frameworks folder relative to the docs folder, with its line."""
    source = folder / posixpath.basename(file)
    path = posixpath.relpath(source.resolve().as_posix(), Path(config.docs_dir).resolve().as_posix())
    return f"{path}#L{place.line}" if place.line else path


def edit_url(config: MkDocsConfig, uri: str) -> str | None:
    """Return the address of an Edit link as MkDocs makes it for pages; None where the site has no such links."""
    if config.edit_uri_template:
        path = config.edit_uri_template.format(path=uri, path_noext=posixpath.splitext(uri)[0])
    elif config.edit_uri:
        path = config.edit_uri + uri
    else:
        return None
    return urljoin((config.repo_url or "").rstrip("/") + "/", path)
