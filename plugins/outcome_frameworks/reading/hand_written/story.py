"""A story: a hand-written page that speaks of parts of frameworks."""

from __future__ import annotations

from dataclasses import dataclass

from outcome_frameworks.model import Target


@dataclass(frozen=True)
class Story:
    """A hand-written page that speaks of parts of frameworks.

    `src_uri` is its path in the docs folder, `url` its address below the site's root. `about` is what its front matter
    says that it is about, `mentions` what its text links to or shows; `flow` holds the directions that it tells of
    (horizontal, vertical).
    """

    src_uri: str
    url: str
    title: str
    description: str
    about: tuple[Target, ...] = ()
    date: str = ""
    flow: tuple[str, ...] = ()
    mentions: tuple[Target, ...] = ()
