"""Leave out or fill in what the model refuses in a file, so that the other rules can run over the rest."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError

from outcome_frameworks.model import UNNAMED, Entry
from outcome_frameworks.problems import NOWHERE
from outcome_frameworks.reading.yaml.placed import PlacedMapping

_MOST_ROUNDS = 8  # a field goes, then the entry that cannot be without it, and so on outwards
_GONE = object()
_COUNTED = ("levels", "elements", "leads_to", "if", "then")
"""Fields without which counts and links of the framework would be untrue."""


def read_without_refused(error: ValidationError, model: type[Entry], data: Any, stem: str) -> tuple[Any, bool]:
    """Return what the model takes of the data of a file, and whether entries were lost, so that it cannot be counted.

    `error` is why the model refuses it as it is. The data are changed in place. What comes back is for further checks
    only, since the error stops every build; it is None where nothing can be kept.
    """
    rest = _Rest(data, stem)
    for _ in range(_MOST_ROUNDS):
        for item in error.errors(include_url=False):
            rest.mend(item["type"], item["loc"])
        _compact(data)
        try:
            return model.model_validate(data), rest.is_partial
        except ValidationError as again:
            error = again
    return None, True


class _Rest:
    """The data of one file, from which goes what the model refuses. `stem` is the name of the file."""

    def __init__(self, data: Any, stem: str) -> None:
        self.data, self.stem = data, stem
        self.is_partial = False
        self._numbers = itertools.count(1)

    def mend(self, kind: str, loc: Sequence[str | int]) -> None:
        """Fill in what is missing at the end of a path, or leave out what stands there."""
        trail = [(self.data, loc[0])] if loc else []
        for step, following in itertools.pairwise(loc):
            inner = _get(trail[-1][0], step)
            if not isinstance(inner, (dict, list)):
                break
            trail.append((inner, following))
        if not trail:
            return
        holder, step = trail[-1]
        if kind == "missing" and len(trail) == len(loc):
            if self._fill(holder, str(step), trail):
                return
            trail.pop()
            if not trail:
                return
            holder, step = trail[-1]
        self._drop(holder, step)
        self._stand_in(loc, holder, step)

    def _fill(self, holder: Any, name: str, trail: list[tuple[Any, str | int]]) -> bool:
        """Put something in the place of a field that an entry cannot be without, so that the entry stays."""
        if not isinstance(holder, dict):
            return False
        if name == "programme" and len(trail) == 1:
            holder[name] = PlacedMapping(NOWHERE)
        elif name == "id":
            is_programme = len(trail) == 2 and trail[0][1] == "programme"
            usable = is_programme and re.fullmatch(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?", self.stem)
            holder[name] = self.stem if usable else f"{UNNAMED}{next(self._numbers)}"
        elif name in ("statement", "title"):
            holder[name] = "…"
        else:
            return False
        return True

    def _stand_in(self, loc: Sequence[str | int], holder: Any, step: str | int) -> None:
        """Fill in what another rule would miss where something was dropped: the author has written it."""
        entry = _get(_get(self.data, loc[0]), loc[1]) if len(loc) > 2 else None
        if loc[0] == "hypotheses" and isinstance(entry, dict) and loc[2] in ("statement", "if", "then"):
            entry.setdefault("statement", "…")
            if step in ("text", "ref") and not holder:
                holder["text"] = "…"
        if loc[:2] == ("programme", "flows") and step == "to" and isinstance(holder, dict):
            holder["to"] = "…"
        if step == "status" and isinstance(holder, dict) and holder.keys() & {"replaced_by", "why"}:
            holder["status"] = "retired"

    def _drop(self, holder: Any, step: str | int) -> None:
        if isinstance(holder, list) and isinstance(step, int) and step < len(holder):
            holder[step] = _GONE
            self.is_partial = True
        elif isinstance(holder, dict):
            holder.pop(step, None)
            self.is_partial = self.is_partial or step in _COUNTED


def _get(holder: Any, step: str | int) -> Any:
    if isinstance(holder, dict):
        return holder.get(step)
    if isinstance(holder, list) and isinstance(step, int) and step < len(holder):
        return holder[step]
    return None


def _compact(data: Any) -> None:
    """Take what is gone out of all lists."""
    work = [data]
    while work:
        holder = work.pop()
        if isinstance(holder, list):
            holder[:] = [entry for entry in holder if entry is not _GONE]
        values = holder.values() if isinstance(holder, dict) else holder
        work.extend(inner for inner in values if isinstance(inner, (dict, list)))
