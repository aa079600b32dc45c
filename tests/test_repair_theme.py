"""The repairs change what they know of the theme's pages, and stop at what they do not."""

from pathlib import Path

import pytest

from sitegen.website import theme_patches as repair_theme

LABEL = '<label class="md-nav__title" for="__toc">'
# What the repairs read of a page of the theme, word for word.
PAGE = (
    '<body><input class="md-toggle" data-md-toggle="drawer" type="checkbox" id="__drawer" autocomplete="off">\n'
    '<input class="md-toggle" data-md-toggle="search" type="checkbox" id="__search" autocomplete="off">\n'
    '<label class="md-overlay" for="__drawer"></label>\n'
    '<div data-md-component="skip"><a href="#heading" class="md-skip">Skip</a></div>\n'
    f'<a class="md-skip" href="#content">Skip</a><nav>{LABEL}Contents</label></nav>'
    '<article class="md-content__inner md-typeset"><h1>Heading</h1></article></body>'
)


def test_a_known_page_is_repaired() -> None:
    """One skip link stays and leads to the article; the label of a switch that is not there points nowhere."""
    assert repair_theme.patched(PAGE) == (
        '<body><a class="md-skip" href="#content">Skip</a>'
        '<nav><label class="md-nav__title">Contents</label></nav>'
        '<article id="content" class="md-content__inner md-typeset"><h1>Heading</h1></article></body>'
    )


def test_a_label_with_its_switch_stays() -> None:
    """On pages that have the switch the label works it."""
    switch = '<input class="md-toggle md-nav__toggle" type="checkbox" id="__toc">'

    assert switch + LABEL in repair_theme.patched(PAGE.replace(LABEL, switch + LABEL))


@pytest.mark.parametrize(
    ("known", "changed", "said"),
    [
        ('id="__drawer" autocomplete="off"', 'id="__drawer"', "skip link and switches"),
        ('data-md-component="skip"', 'data-md-component="jump"', "skip link and switches"),
        ('<article class="md-content__inner md-typeset">', "<article>", "article"),
        ("</body>", '<article class="md-content__inner md-typeset"></article></body>', "article"),
    ],
)
def test_an_unknown_theme_is_refused(known: str, changed: str, said: str) -> None:
    """A theme that words what is to be repaired otherwise is not passed over in silence."""
    assert known in PAGE
    with pytest.raises(repair_theme.UnknownThemeError, match=said):
        repair_theme.patched(PAGE.replace(known, changed))


def test_a_page_is_not_repaired_twice() -> None:
    """Nothing is left to repair, and to find nothing is to know that the page is not the theme's."""
    with pytest.raises(repair_theme.UnknownThemeError):
        repair_theme.patched(repair_theme.patched(PAGE))


def test_every_page_of_the_theme_is_repaired_and_a_fault_names_its_page(tmp_path: Path) -> None:
    """Pages at any depth below a language are repaired, those above the languages are not the theme's."""
    pages = [tmp_path / "zh" / "index.html", tmp_path / "en" / "communities" / "oak" / "index.html"]
    for page in pages:
        page.parent.mkdir(parents=True)
        page.write_text(PAGE, encoding="utf-8")
    chooser = tmp_path / "index.html"
    chooser.write_text("<p>中文 or English</p>", encoding="utf-8")
    repair_theme.patch_site(tmp_path)

    assert {page.read_text(encoding="utf-8") for page in pages} == {repair_theme.patched(PAGE)}
    assert chooser.read_text(encoding="utf-8") == "<p>中文 or English</p>"
    with pytest.raises(repair_theme.UnknownThemeError, match=r"en/communities/oak/index\.html: "):
        repair_theme.patch_site(tmp_path)
