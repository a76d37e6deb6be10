"""Earlier ids: what an entry was called before, in its own programme or in another that it has left."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from outcome_frameworks.model.scalars import MAX_ID, refuse_reserved, require_id, require_programme_id


def _require_earlier_id(value: Any) -> str:
    """Hold each part of an earlier id to what ids are held to."""
    programme, slash, entry = str(value).partition("/") if isinstance(value, str) else ("", "", value)
    if not slash:
        return refuse_reserved(require_id(value))
    return f"{refuse_reserved(require_programme_id(programme))}/{refuse_reserved(require_id(entry))}"


EarlierId = Annotated[
    str,
    BeforeValidator(_require_earlier_id),
    WithJsonSchema({"type": "string", "minLength": 1, "maxLength": 2 * MAX_ID + 1}),
]
"""An earlier id: `S2`, or `old-programme/S2` where the entry has come from another programme."""
