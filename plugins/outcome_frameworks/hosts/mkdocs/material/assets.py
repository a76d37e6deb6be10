"""Send our style sheets and scripts without their comments and white space: every first view waits for them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from rcssmin import cssmin
from rjsmin import jsmin

from outcome_frameworks.pages import THEME_DIR

_LIGHTER: dict[str, Callable[[str], str]] = {".css": cssmin, ".js": jsmin}


def lighten_assets(files: Files, config: MkDocsConfig, folder: Path) -> None:
    """Replace our own assets by shorter ones that do the same; a site's own file at their place stays as it is.

    Args:
        files: The site's files, those of its theme among them.
        config: The site's settings.
        folder: A temporary folder that outlives the build: the shorter files stand there for real.
    """
    for path in (THEME_DIR / "assets").rglob("*"):
        src_uri = path.relative_to(THEME_DIR).as_posix()
        file = files.get_file_from_path(src_uri)
        if path.suffix not in _LIGHTER or file is None or file.abs_src_path != str(path):
            continue
        lighter = folder / src_uri
        lighter.parent.mkdir(parents=True, exist_ok=True)
        lighter.write_text(_LIGHTER[path.suffix](path.read_text(encoding="utf-8")), encoding="utf-8")
        files.remove(file)
        files.append(File.generated(config, src_uri, abs_src_path=str(lighter), inclusion=file.inclusion))
