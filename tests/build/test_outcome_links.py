"""Links from hand-written pages and blog posts to outcomes, by reference."""

from __future__ import annotations

import pytest
from mkdocs.exceptions import Abort
from site_building import SMALL_FRAMEWORK, BuildSite

LABELLED = SMALL_FRAMEWORK.replace(
    "        statement: People feel that they belong",
    "        statement: People feel that they belong\n        label: Belonging",
)

PAGE = """\
# A page

[Our first outcome](outcome:garden/S1), [](outcome:garden/L1), [the garden](outcome:garden),
<a href="outcome:garden/s1">raw</a>
<a href='outcome:garden/s1'>single</a> <A class="x" HREF = "Outcome:garden/s1">capital</A>
<a href=outcome:garden/s1>bare</a> [typed on a phone](Outcome:garden/s1)

`[in code](outcome:garden/NONE)` and

    [in a block](outcome:garden/NONE)

```
[in a fence](outcome:garden/NONE)
```
"""


@pytest.mark.parametrize(
    ("directory_urls", "outcome"), [(True, "../../programmes/garden/s1/"), (False, "../programmes/garden/s1.html")]
)
def test_a_reference_becomes_a_link(build_site: BuildSite, directory_urls: bool, outcome: str) -> None:
    site = build_site(
        {"frameworks/garden.yml": LABELLED, "docs/notes/page.md": PAGE}, use_directory_urls=directory_urls
    )
    page = site.html("notes/page/" if directory_urls else "notes/page.html")
    assert f'<a href="{outcome}">Our first outcome</a>' in page
    assert f'<a href="{outcome}">raw</a>' in page
    assert f'<a href="{outcome}">single</a>' in page
    assert f'<A class="x" HREF="{outcome}">capital</A>' in page
    assert f'<a href="{outcome}">bare</a>' in page
    assert f'<a href="{outcome}">typed on a phone</a>' in page
    assert ">Belonging</a>" in page, "an empty link takes the label"
    assert ">the garden</a>" in page
    assert page.count("outcome:garden/NONE") == 3, "code stays as it is"


def test_an_unknown_reference_is_a_warning_with_its_place(
    build_site: BuildSite, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(Abort, match="1 warnings in strict mode"):
        build_site({"frameworks/garden.yml": SMALL_FRAMEWORK, "docs/page.md": "# A\n\nSee [it](outcome:garden/S11).\n"})
    assert 'docs/page.md:3:18: the page refers to "outcome:garden/S11"' in caplog.text
    assert 'did you mean "garden/S1"?' in caplog.text


def test_a_story_and_what_it_is_about_link_to_each_other(build_site: BuildSite) -> None:
    story = (
        "---\ntitle: A sunny day\ndescription: What happened\nabout: [garden/S1]\nflow: [horizontal]\n---\n"
        "\n# A sunny day\n"
    )
    site = build_site({"frameworks/garden.yml": SMALL_FRAMEWORK, "docs/day.md": story})
    assert 'href="../programmes/garden/s1/"' in site.html("day/")
    assert 'href="../../../day/">A sunny day</a>' in site.html("programmes/garden/s1/")
    assert "A sunny day" in site.html("programmes/garden/"), "a programme lists the stories about its parts"
    assert "A sunny day" not in site.html("programmes/garden/l1/").split('<article class="of-page')[1]


def test_front_matter_of_other_plugins_is_left_to_them(build_site: BuildSite) -> None:
    page = "---\ndescription: {en: What happened}\nflow: [sideways]\n---\n\n# A day\n"
    site = build_site({"frameworks/garden.yml": SMALL_FRAMEWORK, "docs/day.md": page}, site_description="Ours")
    assert '<meta property="og:description" content="Ours">' in site.html("day/")


def test_blog_posts_and_their_excerpts(build_site: BuildSite) -> None:
    post = (
        "---\ndate: 2026-03-04\nabout: garden/S1\n---\n\n# Spring\n\n[](outcome:garden/S1) has begun.\n\n"
        "<!-- more -->\n\nMore.\n"
    )
    site = build_site(
        {"frameworks/garden.yml": SMALL_FRAMEWORK, "docs/blog/index.md": "# Blog\n", "docs/blog/posts/spring.md": post},
        plugins=["search", "blog", "outcome-frameworks"],
    )
    link = 'programmes/garden/s1/">People meet their neighbours</a>'
    assert f'href="../{link}' in site.html("blog/"), "the excerpt, as seen from the index"
    assert f'href="../../../../../{link}' in site.html("blog/2026/03/04/spring/")
    assert 'blog/2026/03/04/spring/">Spring</a>' in site.html("programmes/garden/s1/")


def test_texts_of_a_framework_link_by_code_alone(build_site: BuildSite) -> None:
    note = "        note: It leads on to [belonging](outcome:L1), says [the garden](outcome:garden).\n"
    framework = SMALL_FRAMEWORK.replace("        leads_to: [L1]\n", f"{note}        leads_to: [L1]\n")
    page = build_site({"frameworks/garden.yml": framework}).html("programmes/garden/s1/")
    assert '<a href="../l1/">belonging</a>' in page
    assert '<a href="../">the garden</a>' in page


def test_what_a_framework_says_is_no_hand_written_page(build_site: BuildSite) -> None:
    """Its texts are checked where they stand, and shown as they are typed."""
    typed = 'They read <a href="outcome:garden/S9">this</a>'
    site = build_site({"frameworks/garden.yml": SMALL_FRAMEWORK.replace("People feel that they belong", typed)})
    assert site.warnings == []
    assert "They read &lt;a href" in site.html("programmes/garden/s1/")
