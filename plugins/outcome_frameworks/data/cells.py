"""The cells of tables: every value as text that a person reads, and as CSV that no spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from outcome_frameworks.data.publication import Publication
from outcome_frameworks.model import Entry, Framework, OrganisationReference, Reference, Target

BYTE_ORDER_MARK = "\ufeff"
"""What Excel knows UTF-8 by."""

# Starts that a spreadsheet takes for a formula, and the same behind marks that keep one from being taken so (source:
# OWASP, "CSV Injection"). Where a spreadsheet separates cells by semicolons or tabs, as Excel does in many countries,
# the quotes around a cell mean nothing to it: what follows one of these, or a line's end, begins a cell there.
# So `=1+1` and `'=1` are starts, and so is the second `=` of `=a;=b`.
_FORMULA = r"'*[=+\-@\t\r\n＝＋－＠]"
_FORMULA_INSIDE = r"""['"]*[=+\-@＝＋－＠]"""
_STARTS = re.compile(rf"\A(?={_FORMULA})|(?<=[;\t\r\n])(?={_FORMULA_INSIDE})")
_MARKED_STARTS = re.compile(rf"\A'(?={_FORMULA})|(?<=[;\t\r\n])'(?={_FORMULA_INSIDE})")


def harmless(text: str) -> str:
    """Return the text of a cell with `'` wherever a spreadsheet would take what follows for a formula.

    A start that has such marks already gets one more, so that `original_text` always gives the text back.
    """
    return _STARTS.sub("'", text)


def original_text(cell: str) -> str:
    """Return the text that `harmless` made a cell of."""
    return _MARKED_STARTS.sub("", cell)


def write_head(columns: Iterable[str]) -> str:
    """Return the first row of a table as CSV (RFC 4180), behind a byte order mark."""
    return BYTE_ORDER_MARK + write_rows(columns, [{column: column for column in columns}])


def write_rows(columns: Iterable[str], rows: Iterable[Mapping[str, str]]) -> str:
    """Return rows of a table as CSV; a row says nothing in the columns that it lacks."""
    out = io.StringIO()
    writer = csv.writer(out)
    for row in rows:
        writer.writerow([harmless(text) if (text := row.get(column)) else "" for column in columns])
    return out.getvalue()


@dataclass(frozen=True)
class Cells:
    """Writes the values of a framework's fields as text, with words beside every code."""

    publication: Publication
    framework: Framework

    def text(self, value: Any) -> str:
        """Return a field's value: a list has a line for each entry, a group of fields its fields in brackets."""
        if value is None:
            return ""
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, Reference):
            return self._referred(value)
        if isinstance(value, Entry):
            return self._group(value)
        if isinstance(value, (tuple, list)):
            return self.lines(self.text(inner) for inner in value)
        return str(value)

    def lines(self, texts: Iterable[str]) -> str:
        """Return texts, each on a line of its own."""
        return "\n".join(texts)

    def name(self, target: Target) -> str:
        """Return the code and the words of a target: `S1: People meet`; of another programme, its full code."""
        code = target.key if target.framework is not self.framework or target.entry is None else target.entry.id
        return f"{code}: {self.publication.wording_of(target)}"

    def _referred(self, reference: Reference) -> str:
        if isinstance(reference, OrganisationReference):
            organisation = self.publication.portfolio.organisation(reference)
            return organisation.title if organisation else reference.text
        stretch = self.publication.portfolio.find_link(reference, self.framework)
        if stretch:
            return f"{self.name(stretch.source)} > {self.name(stretch.target)}"
        target = self.publication.portfolio.find(reference, self.framework)
        return self.name(target) if target else reference.text

    def _group(self, entry: Entry) -> str:
        names, written = entry.field_names(), entry.model_fields_set
        fields = {name: getattr(entry, attribute) for name, attribute in names.items() if attribute in written}
        said = {name: text for name, value in fields.items() if (text := self.text(value))}
        lead = next((name for name in (entry.short_form, "title", "label", "text", "ref") if name in said), None)
        first = said.pop(lead) if lead else ""
        rest = "; ".join(f"{name.replace('_', ' ')}: {text}" for name, text in said.items())
        return f"{first} ({rest})" if first and rest else first or rest
