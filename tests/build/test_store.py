"""Whatever is edited, a site that is built with what earlier builds have kept is the one that is built from nothing."""

from __future__ import annotations

import pytest
from amounts import with_nightly
from site_commands import differing
from stored_edits import ALL, AT_NIGHT, BY_DAY, Edit
from stored_sites import CAFE, StoredSite


def test_where_nothing_was_edited_nothing_is_rendered(stored: StoredSite) -> None:
    before = stored.entries()
    site = stored.build()
    assert stored.rendered_anew(before) == 0
    assert differing(site, stored.build_from_nothing()) == []


@pytest.mark.parametrize("edit", with_nightly(BY_DAY, AT_NIGHT), ids=lambda edit: edit.name)
def test_after_an_edit_the_site_is_the_one_built_from_nothing(stored: StoredSite, edit: Edit) -> None:
    if edit.before:
        edit.before(stored)
        stored.build()
    before = stored.entries()
    edit.edit(stored)
    site = stored.build()
    assert stored.rendered_anew(before) == edit.anew
    assert differing(site, stored.build_from_nothing()) == []


def test_after_an_edit_other_programmes_give_what_they_gave_to_the_pages_of_all(stored: StoredSite) -> None:
    before = stored.pieces()
    assert len(before) == ALL - 1, "each programme has some"
    stored.write("frameworks/cafe.yml", CAFE.replace("save money", "save time"))
    site = stored.build()
    assert len(stored.pieces().items() - before.items()) == 1
    assert differing(site, stored.build_from_nothing()) == []


def test_where_a_hook_may_give_templates_anything_no_page_is_kept(stored: StoredSite) -> None:
    stored.write("hook.py", "def on_env(env, config, files):\n    env.globals['told'] = 'today'\n")
    before = stored.entries()
    stored.build()
    assert stored.rendered_anew(before) == 0
    said = "No pages are kept for the next build, since these may change them unseen: hook.py"
    assert [record for record in stored.log.records if record.getMessage().endswith(said)]
