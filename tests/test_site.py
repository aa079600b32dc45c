"""The real site, built by the real engine, as a reader meets it."""

import json
import re
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest

from conftest import ADDRESS, copy_settings
from folders import ROOT
from sitegen.__main__ import main
from sitegen.records.library import Library
from sitegen.website import mkdocs
from sitegen.website import verify as verify_site


def test_the_site_has_no_faults(site: Path) -> None:
    """Languages are declared, links and anchors lead somewhere, pages are mirrored, nothing comes from elsewhere."""
    assert verify_site.verify(site, ADDRESS) == []


def test_planted_faults_are_found(tiny_site: Path, tmp_path: Path) -> None:
    """The verification is not blind: each kind of fault, planted in a copy, is reported."""
    broken = tmp_path / "site"
    shutil.copytree(tiny_site, broken)
    page = broken / "en" / "about" / "index.html"
    planted = (
        '<a href="../nowhere/">x</a><a href="#nothing">x</a><a href="/zh/">x</a><a href="javascript:alert(1)">x</a>'
        '<script src="https://cdn.example.org/a.js"></script><p id="purpose" onclick="x()">x</p><iframe></iframe>'
        '<img srcset="https://e.example/x.png 2x"><p style="background:url(https://f.example/x.png)">x</p>'
        '<style>p{background:url(https://g.example/x.png)}</style><link rel="shortcut icon" href="//h.example/y">'
        '<meta http-equiv="refresh" content="0;url=x"><a href="http://[x">x</a>'
        '<link rel="canonical" href="https://wrong.example/"><script>planted()</script>'
        '<meta property="og:image" content="https://example.org/base/en/cards/none.png">'
    )
    text = page.read_text(encoding="utf-8")
    page.write_text(
        text.replace('<html lang="en"', '<html lang="zh"').replace("</article>", planted + "</article>")
    )
    (broken / "zh" / "timeline" / "index.html").unlink()
    shutil.rmtree(broken / "en" / "pagefind")
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
        "a refresh to another page than its link: 0;url=x",
        "a style attribute, which the policy forbids: background",
        "the policy does not allow the script 'planted()': 'sha256-",
        "the policy does not allow the style 'p{background",
        "unreadable address http://[x",
        "dead link en/cards/none.png",
        "which is not below https://example.org/base",
        "site.css: loads //fonts.example/a.css from elsewhere",
        "en/pagefind/: the search index is missing",
        "404.html: link that holds only at the root of a host",
        'lang is "zh", not "en"',
        "timeline/index.html: only in one language",
    ):
        assert said in faults


@pytest.fixture
def plain_site(tmp_path: Path) -> Path:
    """A site of one page in each language, with a file and a folder beside it that are not its own."""
    site = tmp_path / "site"
    for language in ("zh", "en"):
        (site / language / "about").mkdir(parents=True)
        (site / language / "pagefind").mkdir()
        (site / language / "pagefind" / "pagefind.js").touch()
        write_page(site / language / "about" / "index.html", "")
    (tmp_path / "README.md").write_text("not of the site")
    (tmp_path / "site-other").mkdir()
    (tmp_path / "site-other" / "index.html").write_text("not of the site")
    return site


def write_page(path: Path, body: str) -> None:
    """Write a page without faults of its own."""
    tag = {"zh": "zh-Hans", "en": "en"}[path.parent.parent.name]
    policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src 'self'\">"
    path.write_text(f'<html lang="{tag}"><head>{policy}<title>x</title></head><body>{body}</body></html>')


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("../../../README.md", "link that leaves the site"),
        ("../../../../../../../etc/hostname", "link that leaves the site"),
        ("%2e%2e/../%2E./README.md", "link that leaves the site"),
        ("..%2f..%2f..%2fREADME.md", "link that leaves the site"),
        ("..\\..\\..\\README.md", "link that leaves the site"),
        ("..%5c..%5c..%5cREADME.md", "link that leaves the site"),
        ("..\n/..\t/../README.md", "link that leaves the site"),
        (" ../../../README.md ", "link that leaves the site"),
        ("../../../README.md?a#b", "link that leaves the site"),
        ("../../../site-other/", "link that leaves the site"),
        ("../../..", "link that leaves the site"),
        ("../about/../../../README.md", "link that leaves the site"),
        ("../../../site/../README.md", "link that leaves the site"),
        ("out/README.md", "link that leaves the site"),
        ("https:../../../README.md", "address without a host"),
        ("\\about", "only at the root of a host"),
        ("%252e%252e/%252e%252e/%252e%252e/README.md", "dead link"),
        (f"{'x' * 300}/", "dead link"),
        ("%00", "leaves the site"),
        ("../../../site/en/about/", ""),
        ("../%61bout/", ""),
        ("..\\about\\", ""),
        ("../about/?a=../../../../x", ""),
        ("https://example.com/../x", ""),
    ],
)
def test_no_link_leaves_the_site(plain_site: Path, address: str, said: str) -> None:
    """Whatever lies beside the site on this machine is no page of it, however the way there is spelt."""
    page = plain_site / "en" / "about" / "index.html"
    (page.parent / "out").symlink_to(plain_site.parent)
    write_page(page, f'<a href="{address}">x</a>')
    faults = [fault for fault in verify_site.verify(plain_site) if "symbolic" not in fault]

    assert [fault.split(": ")[0] for fault in faults] == ["en/about/index.html"] * bool(said)
    assert all(said in fault for fault in faults)


def test_what_a_page_loads_lies_within_the_site_too(plain_site: Path) -> None:
    """A picture, a style's picture and a link of the file system that lead out are found; one within is none."""
    page = plain_site / "en" / "about" / "index.html"
    write_page(page, '<img src="..\\..\\..\\a.png"><img src="\\\\evil.example\\a.png">')
    (plain_site / "en" / "a.css").write_text(
        "p{background:url('../../a.png')} q{background:url(about/b.png)}"
    )
    (plain_site / "en" / "readme").symlink_to("../../README.md")
    (plain_site / "en" / "self").symlink_to("about", target_is_directory=True)
    faults = verify_site.verify(plain_site)

    assert {fault.partition(": ")[2] for fault in faults} == {
        "link that leaves the site: ..\\..\\..\\a.png",
        "loads \\\\evil.example\\a.png from elsewhere",
        "loads ../../a.png from elsewhere",
        "a symbolic link out of the site",
    }


def test_a_link_in_disguise_is_found(plain_site: Path) -> None:
    """One among the pictures of a preload, and one that a drawing puts in the place of another."""
    page = plain_site / "en" / "about" / "index.html"
    write_page(
        page,
        '<link rel="preload" href="" imagesrcset="../../../a.png 2x">'
        '<svg><a><set attributeName="href" to="../../../b"/></a></svg>',
    )
    faults = verify_site.verify(plain_site)

    assert {fault.partition(": ")[2] for fault in faults} == {
        "link that leaves the site: ../../../a.png",
        "element set",
    }


def test_a_site_is_verified_where_a_link_leads_to_it(plain_site: Path) -> None:
    """A folder that is a link to the site is as good as the site."""
    (plain_site.parent / "link").symlink_to("site", target_is_directory=True)

    assert verify_site.verify(plain_site.parent / "link") == verify_site.verify(plain_site) == []


def test_the_sitemap_names_every_page_with_its_twin(site: Path) -> None:
    """Each page that there is, and no other, with the same alternates as in its head, each of which answers in kind."""
    space = {"": "http://www.sitemaps.org/schemas/sitemap/0.9", "xhtml": "http://www.w3.org/1999/xhtml"}
    listed: dict[str, dict[str, str]] = {}
    for url in ElementTree.parse(site / "sitemap.xml").getroot().findall("url", space):
        address = url.findtext("loc", namespaces=space) or ""
        assert address not in listed
        listed[address] = {
            link.attrib["hreflang"]: link.attrib["href"] for link in url.findall("xhtml:link", space)
        }
    moved = 'http-equiv="refresh"'
    found = {path.parent: path.read_text(encoding="utf-8") for path in site.rglob("index.html")}
    pages = {
        f"{ADDRESS}/{folder.relative_to(site).as_posix()}/".replace("/./", "/"): text
        for folder, text in found.items()
        if moved not in text
    }

    assert listed.keys() == pages.keys()
    assert f"Sitemap: {ADDRESS}/sitemap.xml\n" in (site / "robots.txt").read_text(encoding="utf-8")
    for address, twins in listed.items():
        named = re.findall(r'<link rel="alternate ?" hreflang="([^"]+)" href="([^"]+)"', pages[address])
        assert twins == dict(named)
        assert address in twins.values()
        assert all(listed[twin] == twins for twin in twins.values())
        assert twins.keys() - {"x-default"} == {"zh-Hans", "en"}
        assert "noindex" not in pages[address]


def test_each_page_names_its_twin(tiny_site: Path) -> None:
    """The head names the page in both languages, and the switch leads to it without a script."""
    for language, other in (("zh", "en"), ("en", "zh")):
        page = (tiny_site / language / "communities" / "elm" / "index.html").read_text(encoding="utf-8")
        pairs = dict(re.findall(r'<link rel="alternate " hreflang="([^"]+)" href="([^"]+)"', page))

        assert pairs == {
            "zh-Hans": "https://example.org/base/zh/communities/elm/",
            "en": "https://example.org/base/en/communities/elm/",
        }
        assert f'class="language-switch" href="../../../{other}/communities/elm/"' in page


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_shared_link_shows_the_page(site: Path, kinds: list[str], language: str) -> None:
    """The head says in the page's language what the link leads to, and names a card that is there."""
    for path in kinds:
        page = (site / language / path / "index.html").read_text(encoding="utf-8")
        shared = dict(re.findall(r'<meta property="og:([^"]+)" content="([^"]+)">', page))
        title = re.search("<title>(.*)</title>", page)
        card = shared["image"].removeprefix(f"{ADDRESS}/")

        assert title is not None
        assert title[1] in (shared["site_name"], f"{shared['title']} · {shared['site_name']}")
        assert shared["url"] == f"{ADDRESS}/{language}/{path}"
        assert shared["locale"] == {"zh": "zh_CN", "en": "en_GB"}[language]
        assert shared["description"] in page.split("og:", 1)[0]
        assert card.startswith(f"{language}/cards/")
        assert (site / card).is_file()


def test_linked_data_stands_in_the_head(tiny_site: Path) -> None:
    """What the engine puts into the page is the data to the letter, in an element that browsers do not run."""
    page = (tiny_site / "zh" / "communities" / "elm" / "index.html").read_text(encoding="utf-8")
    scripts = re.findall(r'<script type="application/ld\+json">(.*)</script>', page)
    graph = json.loads(scripts[0])["@graph"]

    assert len(scripts) == 1
    assert [node["@type"] for node in graph] == ["WebSite", "BreadcrumbList", "Place"]
    assert f'<link rel="canonical" href="{graph[2]["url"]}">' in page


def test_without_an_address_nothing_names_one(
    library_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A site whose address is unknown still says what its pages are, without a card, linked data or twins."""
    for name in ("SITE_URL", "GITHUB_REPOSITORY"):
        monkeypatch.delenv(name, raising=False)
    copy_settings(tmp_path)
    assert main(["generate", "--data", str(library_folder), "--docs", str(tmp_path / "docs")]) == 0
    assert mkdocs.build_languages(tmp_path, tmp_path / "site")
    page = (tmp_path / "site" / "en" / "communities" / "elm" / "index.html").read_text(encoding="utf-8")

    assert set(re.findall('property="og:([^"]+)"', page)) == {
        "type",
        "site_name",
        "title",
        "description",
        "locale",
    }
    assert not re.search('ld\\+json|twitter:card|canonical|hreflang="x|cards/', page)
    assert not {"sitemap.xml", "robots.txt"} & {path.name for path in (tmp_path / "site").rglob("*")}


def test_the_engine_stops_at_a_missing_page(
    tiny_pages_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A fault that only the site engine can see stops the build and is shown."""
    project = tmp_path / "project"
    copy_settings(project)
    shutil.copytree(tiny_pages_folder, project / "docs")
    (project / "docs" / "en" / "about" / "index.md").unlink()

    assert not mkdocs.build_languages(project, project / "site")
    assert "about/index.md" in capsys.readouterr().err


def test_search_has_an_index_for_each_language(site: Path) -> None:
    """A reader's search finds pages of the reader's language only, and fetches no other's index."""
    found = {
        language: list(
            json.loads((site / language / "pagefind" / "pagefind-entry.json").read_bytes())["languages"]
        )
        for language in ("zh", "en")
    }

    assert found == {"zh": ["zh-hans"], "en": ["en"]}
    assert not (site / "pagefind").exists()


@pytest.mark.parametrize("config", ["mkdocs.yml", "mkdocs.en.yml"])
def test_the_engine_calls_the_site_as_the_records_do(library: Library, config: str) -> None:
    """The name in the head of every page is the title in data/site.yaml."""
    title = library.site.title
    name = re.search(r"^site_name: (.*)$", (ROOT / config).read_text(encoding="utf-8"), re.MULTILINE)

    assert name is not None
    assert name[1] == (title.en if config == "mkdocs.en.yml" else title.zh)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_question_of_an_investor_is_answered_within_three_clicks(
    site: Path, library: Library, language: str
) -> None:
    """From the home page a reader reaches the answer to each question, or the word that there is none."""
    clicks = {site / language / "index.html": 0}
    for page in (queue := list(clicks)):
        for link in verify_site.Document(page).links:
            target = (page.parent / link.partition("#")[0]).resolve()
            target = target / "index.html" if target.is_dir() else target
            if target.is_relative_to(site) and target.is_file() and target not in clicks:
                clicks[target] = clicks[page] + 1
                queue.append(target)

    checklist = site / language / "questions" / "index.html"
    items = re.findall(
        r'<li id="question-.*?(?=<li id="question-|</article>)',
        checklist.read_text(encoding="utf-8"),
        re.DOTALL,
    )
    assert len(items) == sum(len(group.questions) for group in library.questions.groups)
    for item in items:
        answers = re.findall(r'href="(\.\./[^"#]*)#', item.partition('class="note"')[0])
        far = [clicks[(checklist.parent / answer / "index.html").resolve()] for answer in answers]
        assert clicks[checklist] < 3
        assert answers or "mark--unanswered" in item
        assert all(away <= 3 for away in far)
