"""Load the settings of a site as MkDocs does, with one line for values at which MkDocs stops in Python's own words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError

from outcome_frameworks.hosts.mkdocs.reporting import log
from outcome_frameworks.problems.wording import quote

_BY_DEFAULT = ("mkdocs.yml", "mkdocs.yaml")


def load_settings(config_file: str | None, site_dir: str | None, *, strict: bool) -> MkDocsConfig:
    """Load and check the settings of a site.

    Args:
        config_file: The file; None for mkdocs.yml of the working folder.
        site_dir: Where the site is to stand; None for what the settings say.
        strict: Whether warnings fail the build; False leaves that to the settings.

    Raises:
        ClickException: where the settings cannot be read, or are wrong.
    """
    try:
        return load_config(config_file, site_dir=site_dir, strict=strict or None)
    except ValueError as error:
        log.debug("What MkDocs could not read:", exc_info=error)
        file = Path(config_file or next((name for name in _BY_DEFAULT if Path(name).exists()), _BY_DEFAULT[0]))
        raise ConfigurationError(_first_wrong_value(file) or f"{file}: the settings cannot be read: {error}") from None


def _first_wrong_value(file: Path) -> str | None:
    """Find the value that looks like a date or a number and is none, such as 2026-02-30; None where there is none."""
    construct = yaml.SafeLoader("").construct_object
    for node in _values(yaml.compose(file.read_bytes(), Loader=yaml.SafeLoader)):
        try:
            construct(node)
        except yaml.YAMLError:  # a tag that MkDocs knows, such as !ENV
            continue
        except ValueError as error:
            place = f"{file}:{node.start_mark.line + 1}:{node.start_mark.column + 1}"
            return f"{place}: {quote(node.value)} cannot be read: {error}; correct it"
    return None


def _values(node: yaml.Node | None) -> Iterator[yaml.ScalarNode]:
    """Yield all values at and below a node, in order."""
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.SequenceNode):
        for inner in node.value:
            yield from _values(inner)
    elif isinstance(node, yaml.MappingNode):
        for _, inner in node.value:
            yield from _values(inner)
