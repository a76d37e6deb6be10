"""A garden that holds a draft, and a programme that is one: what nobody is to read in them is unmistakable."""

from __future__ import annotations

UNREADY = r"zebra|quagga|okapi|tapir|gnu trust|rhino|foal|qx9|qx10|zx1"
"""What no file of a site may hold, in any case: words, ids and organisations of the drafts."""

GARDEN = """\
programme:
  id: garden
  title: Community garden
  summary: We plan [a hedge](outcome:zebra/ZX1), [](outcome:zebra) and [a pond](outcome:QX9 "Soon") in spring.
  funded_by: [fund]
  documents:
    - {title: The plan, about: [QX9, programme]}
levels:
  - id: short
    title: Short-term outcomes
    stated_count: 4
    elements:
      - id: S1
        statement: People meet their neighbours
        note: See [the plan](outcome:QX10).
        leads_to: [L1, {to: QX9, because: Okapis said so.}, zebra/ZX1, zebra/herd]
      - id: QX9
        statement: Quaggas graze
        status: draft
        leads_to: [L1, S1]
        elements: [{id: QX10, statement: Foals stay}]
      - {id: S2, statement: People swap seeds, status: retired, replaced_by: QX9}
      - {id: S3, statement: People rest, leads_to: [L1]}
  - id: long
    title: Long-term outcomes
    leads_to: [zebra/herd]
    elements:
      - id: L1
        statement: People feel that they belong
hypotheses:
  - {id: H1, if: [{ref: S1}, {ref: QX10}], then: [{ref: L1}], because: Tapirs know.}
  - {id: H2, statement: All is well, about: [S1, QX9 > L1, {ref: QX9, because: Okapis again.}]}
learning: [{id: LP1, statement: Time helps, about: [H1, QX9]}]
evidence: [{id: E1, title: A survey, about: [QX10, S1], organisation: fund}]
waivers:
  - {rule: no-links, on: QX9, reason: A tapir asked.}
"""

ZEBRA = """\
programme: {id: zebra, title: Zebra crossing, status: draft, funded_by: [rhino], delivered_by: [fund]}
levels:
  - id: herd
    title: The zebra herd
    leads_to: [garden/long]
    elements:
      - {id: ZX1, statement: Zebras cross, leads_to: [garden/S1]}
"""

ORGANISATIONS = """\
organisations:
  - {id: fund, title: The Fund}
  - {id: rhino, title: Gnu Trust, part_of: rhino-group}
  - {id: rhino-group, title: Rhino Group}
  - {id: nobody, title: The Unnamed}
"""

PAGE = """\
---
about: [zebra/ZX1, garden/S1]
---

# Home [](outcome:garden/QX9) page

A [link](outcome:zebra/ZX1), <a href="outcome:zebra">one in HTML</a>, [](outcome:garden/QX10) and
[a third][later].

```outcome
garden/QX9
garden/S1
```

```outcome-map
programme: zebra
```

```outcome-map
focus: garden/QX9
```

[later]: outcome:zebra
"""

FILES = {
    "frameworks/garden.yml": GARDEN,
    "frameworks/zebra.yml": ZEBRA,
    "frameworks/organisations.yml": ORGANISATIONS,
    "docs/index.md": PAGE,
}
"""A project with both."""
