"""The real site, built by the real engine, as a reader meets it."""

import re
import shutil
from pathlib import Path

import pytest

import build_site
import verify_site
from conftest import ADDRESS, ROOT
from sitegen.loading import read_library


def test_the_site_has_no_faults(site: Path) -> None:
    """Languages are declared, links and anchors lead somewhere, pages are mirrored, nothing comes from elsewhere."""
    assert verify_site.verify(site, ADDRESS) == []


def test_planted_faults_are_found(site: Path, tmp_path: Path) -> None:
    """The verification is not blind: each kind of fault, planted in a copy, is reported."""
    broken = tmp_path / "site"
    shutil.copytree(site, broken)
    page = broken / "en" / "about" / "index.html"
    planted = (
        '<a href="../nowhere/">x</a><a href="#nothing">x</a><a href="/zh/">x</a><a href="javascript:alert(1)">x</a>'
        '<script src="https://cdn.example.org/a.js"></script><p id="purpose" onclick="x()">x</p><iframe></iframe>'
        '<img srcset="https://e.example/x.png 2x"><p style="background:url(https://f.example/x.png)">x</p>'
        '<style>p{background:url(https://g.example/x.png)}</style><link rel="shortcut icon" href="//h.example/y">'
        '<meta http-equiv="refresh" content="0;url=x"><a href="http://[x">x</a>'
        '<link rel="canonical" href="https://wrong.example/"><script>planted()</script>'
    )
    text = page.read_text(encoding="utf-8")
    page.write_text(
        text.replace('<html lang="en"', '<html lang="zh"').replace("</article>", planted + "</article>")
    )
    (broken / "zh" / "timeline" / "index.html").unlink()
    shutil.rmtree(broken / "pagefind")
    with (broken / "zh" / "assets" / "stylesheets" / "site.css").open("a", encoding="utf-8") as style:
        style.write("@import url(//fonts.example/a.css);")
    missing = broken / "404.html"
    missing.write_text(missing.read_text(encoding="utf-8").replace('href="/base/zh/"', 'href="zh/"'))

    faults = "\n".join(verify_site.verify(broken, ADDRESS))

    for said in (
        "dead link ../nowhere/",
        "dead anchor #nothing",
        "only at the root of a host: /zh/",
        "link with javascript",
        "loads https://cdn.example.org/a.js from elsewhere",
        'id "purpose" stands 2 times',
        "event handler onclick",
        "element iframe",
        "loads https://e.example/x.png from elsewhere",
        "loads https://f.example/x.png from elsewhere",
        "loads https://g.example/x.png from elsewhere",
        "loads //h.example/y from elsewhere",
        "a refresh to another page",
        "a style attribute, which the policy forbids: background",
        "the policy does not allow the script 'planted()': 'sha256-",
        "the policy does not allow the style 'p{background",
        "unreadable address http://[x",
        "which is not below https://example.org/base",
        "site.css: loads //fonts.example/a.css from elsewhere",
        "pagefind/: the search index is missing",
        "404.html: link that holds only at the root of a host",
        'lang is "zh", not "en"',
        "timeline/index.html: only in one language",
    ):
        assert said in faults


def test_each_page_names_its_twin(site: Path) -> None:
    """The head names the page in both languages, and the switch leads to it without a script."""
    for language, other in (("zh", "en"), ("en", "zh")):
        page = (site / language / "communities" / "baiguan" / "index.html").read_text(encoding="utf-8")
        pairs = dict(re.findall(r'<link rel="alternate " hreflang="([^"]+)" href="([^"]+)"', page))

        assert pairs == {
            "zh-Hans": "https://example.org/base/zh/communities/baiguan/",
            "en": "https://example.org/base/en/communities/baiguan/",
        }
        assert f'class="language-switch" href="../../../{other}/communities/baiguan/"' in page


def test_the_engine_stops_at_a_dead_link(
    pages_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A fault that only the site engine can see stops the build and is shown."""
    project = tmp_path / "project"
    shutil.copytree(pages_folder, project / "docs")
    shutil.copytree(ROOT / "overrides", project / "overrides")
    for name in ("mkdocs.yml", "mkdocs.en.yml"):
        shutil.copy(ROOT / name, project)
    with (project / "docs" / "en" / "about.md").open("a", encoding="utf-8") as page:
        page.write("\n[gone](gone.md)\n")

    assert not build_site.build_languages(project, project / "site")
    assert "gone.md" in capsys.readouterr().err


def test_search_has_an_index_for_each_language(site: Path) -> None:
    """A reader's search finds pages of the reader's language only."""
    entry = (site / "pagefind" / "pagefind-entry.json").read_text(encoding="utf-8")

    assert set(re.findall(r'"(zh-hans|en)":\{', entry)) == {"zh-hans", "en"}


@pytest.mark.parametrize("config", ["mkdocs.yml", "mkdocs.en.yml"])
def test_the_engine_calls_the_site_as_the_records_do(config: str) -> None:
    """The name in the head of every page is the title in data/site.yaml."""
    library = read_library(ROOT / "data").library()
    assert library is not None
    title = library.site.title
    name = re.search(r"^site_name: (.*)$", (ROOT / config).read_text(encoding="utf-8"), re.MULTILINE)

    assert name is not None
    assert name[1] == (title.en if config == "mkdocs.en.yml" else title.zh)
