"""A framework that holds one text in every field that takes any text."""

from __future__ import annotations

from typing import Any


def _about(text: str) -> list[dict[str, str]]:
    return [{"ref": "S1", "because": text}]


def filled_framework(text: str, programme: str = "garden") -> dict[str, Any]:
    """Return the data of a framework file; where a field is short, it holds the start of the text."""
    return {
        "programme": _programme(text, programme),
        "levels": _levels(text),
        **_claims(text),
        "waivers": [{"rule": "no-links", "on": "S1", "reason": text}],
    }


def _programme(text: str, id: str) -> dict[str, Any]:
    return {
        "id": id,
        **dict.fromkeys("title short_title version summary aim intention population area".split(), text),
        "context": [text],
        "phases": [{"id": "p", "title": text, "summary": text, "figures": [{"label": text, "value": text}]}],
        "flows": [{"direction": "vertical", "among": [text], "to": text, "summary": text}],
        "documents": [
            {
                "title": text,
                "kind": text,
                "date": text,
                "summary": text,
                "missing": text,
                "about": _about(text),
            },
        ],
        "source": {"title": text, "organisation": text, "date": text, "notes": [text]},
    }


def _levels(text: str) -> list[dict[str, Any]]:
    return [
        {
            "id": "short",
            "title": text,
            "subtitle": text,
            "note": text,
            "leads_to": [{"to": "long", "because": text}],
            "elements": [
                {
                    "id": "S1",
                    "statement": text,
                    "label": text[:80],
                    "note": text,
                    "who": [text],
                    "tags": [text],
                    "leads_to": [{"to": "L1", "because": text}],
                    "aligned_to": [{"vocabulary": text, "code": text}],
                },
                {"id": "S2", "statement": text, "status": "retired", "replaced_by": "S1"},
            ],
        },
        {"id": "long", "title": text, "elements": [{"id": "L1", "statement": text}]},
    ]


def _claims(text: str) -> dict[str, Any]:
    return {
        "hypotheses": [
            {
                "id": "H1",
                "if": [text],
                "then": [{"ref": "S1"}],
                "because": text,
                "about": _about(text),
                "how_tested": text,
            },
            {"id": "H2", "statement": text},
        ],
        "assumptions": [{"id": "A1", "statement": text, "note": text}],
        "learning": [{"id": "LP1", "statement": text, "note": text, "about": _about(text)}],
        "evidence": [
            {
                "id": "E1",
                "title": text,
                "summary": text,
                "about": _about(text),
                "strength": {"scale": text, "level": text},
            },
        ],
    }
