"""Share cards: pictures of the right kind and size that say what the page says, in its language, and nothing else."""

import re
import struct
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from folders import library_in
from sitegen.derived.findings import findings
from sitegen.i18n.languages import LANGUAGES
from sitegen.plan.plan import Plan, plan_site
from sitegen.records.library import Library
from sitegen.render.renderer import Renderer
from sitegen.website.cards import draw_cards, png

SVG = "{http://www.w3.org/2000/svg}"
DAY = date(2026, 11, 24)
HOSTILE = [
    "</text><script>alert(1)</script>",
    "<image href='https://e.example/x.png'/>",
    "&lt; & \" ' ]]>",
    "{{ cycler.__init__ }}",
]


def cards_of(plan: Plan) -> dict[str, str]:
    """Return the drawings of all pages."""
    renderers = [Renderer(language, plan) for language in LANGUAGES]
    return {
        f"cards/{renderer.language}/{page.path or 'home'}.svg": renderer.card(page)
        for renderer in renderers
        for page in plan.pages
    }


@pytest.fixture(scope="module")
def cards(plan: Plan) -> dict[str, str]:
    """The drawings of the pages of honest records."""
    return cards_of(plan)


@pytest.fixture(scope="module")
def tiny_cards(tiny: Library) -> dict[str, str]:
    """The drawings of the pages of the tiny library."""
    return cards_of(plan_site(tiny, DAY))


def words(card: str) -> str:
    """Return what a drawing says, its lines joined by spaces."""
    return " ".join(text for text in ElementTree.fromstring(card).itertext() if text.strip())


def test_every_page_has_a_card_in_each_language(cards: dict[str, str], plan: Plan) -> None:
    """The languages have the same cards, and each says the site's name and what it is not."""
    zh, en = (
        {name.split("/", 2)[2] for name in cards if name.startswith(f"cards/{language}/")}
        for language in ("zh", "en")
    )

    assert zh == en
    assert {f"{page.path or 'home'}.svg" for page in plan.pages} == zh
    says = plan.library.vocabulary.phrases["compiled"]
    assert all(says.zh in words(card) for name, card in cards.items() if "/zh/" in name)
    assert all(says.en in words(card) for name, card in cards.items() if "/en/" in name)


def test_a_card_is_in_one_language(cards: dict[str, str]) -> None:
    """No Chinese stands on an English card; a Chinese one says so to the font, which has other shapes for Japanese."""
    for name, card in cards.items():
        if "/en/" in name:
            assert not re.search("[\u3400-\u9fff“”‘’]", words(card)), name
        else:
            assert 'xml:lang="zh-Hans"' in card


@pytest.mark.parametrize(("language", "stage"), [("zh", "拆除中"), ("en", "being cleared")])
def test_a_communitys_card_says_its_stage(tiny_cards: dict[str, str], language: str, stage: str) -> None:
    """The stage as last reported, with its date."""
    said = words(tiny_cards[f"cards/{language}/communities/elm.svg"])

    assert stage in said
    assert "2023" in said


def test_a_communitys_card_says_how_much_is_known(cards: dict[str, str], library: Library) -> None:
    """How many items have something and how many there are, in figures and as a bar, as on the page."""
    for language in LANGUAGES:
        for community in library.communities.values():
            card = cards[f"cards/{language}/communities/{community.id}.svg"]
            bar = re.search(r'viewBox="0 0 (\d+) 1".*width="(\d+)" height="1" fill="#12474a"', card)
            known = findings(community, library)

            assert bar is not None
            assert (bar[1], bar[2]) == (f"{known.total}", f"{known.found}")
            assert {bar[1], bar[2]} <= set(re.findall(r"\d+", words(card)))


def test_planned_is_marked_as_planned(cards: dict[str, str], library: Library) -> None:
    """Only the mark of a community that is merely planned has a broken outline, besides the word."""
    for community in library.communities.values():
        card = cards[f"cards/en/communities/{community.id}.svg"]

        assert ("stroke-dasharray" in card) == (community.stage.value == "planned")
        assert library.vocabulary.stages[community.stage.value].label.en in words(card)


@pytest.mark.parametrize("payload", HOSTILE)
@pytest.mark.parametrize("field", ["Elm Valley", "Sample Site", "Elm Subdistrict"])
def test_hostile_text_is_drawn_to_the_letter(
    library_folder: Path, tiny_cards: dict[str, str], field: str, payload: str
) -> None:
    """Whatever stands in a name, a card shows it as text: it adds no element and loads nothing."""
    expected = {name: tags(card) for name, card in tiny_cards.items()}
    quoted = "'" + payload.replace("'", "''") + "'"
    for path in library_folder.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(field, quoted), encoding="utf-8")
    found = cards_of(plan_site(library_in(library_folder), DAY))

    # A line may end anywhere in it.
    assert any("".join(payload.split()) in "".join(words(card).split()) for card in found.values())
    assert {name: tags(card) for name, card in found.items()} == expected


def tags(card: str) -> set[str]:
    """Return the elements of a drawing."""
    return {element.tag.removeprefix(SVG) for element in ElementTree.fromstring(card).iter()}


def test_cards_are_drawn_at_the_size_that_platforms_ask_for(
    tiny_cards: dict[str, str], tmp_path: Path
) -> None:
    """Each language's card becomes a PNG of 1200 by 630 pixels in the site of that language."""
    for language in ("zh", "en"):
        drawing = tmp_path / "drawings" / language / "communities" / "elm.svg"
        drawing.parent.mkdir(parents=True)
        drawing.write_text(tiny_cards[f"cards/{language}/communities/elm.svg"], encoding="utf-8")
    draw_cards(tmp_path / "drawings", tmp_path / "site")
    pictures = [
        (tmp_path / "site" / language / "cards" / "communities" / "elm.png").read_bytes()
        for language in ("zh", "en")
    ]

    for picture in pictures:
        assert picture.startswith(b"\x89PNG\r\n\x1a\n")
        assert struct.unpack(">II", picture[16:24]) == (1200, 630)
        assert len(picture) < 100_000
    assert pictures[0] != pictures[1]


def test_the_font_has_the_letters_and_weights() -> None:
    """Han and Latin are drawn, bold unlike regular: without the font, text would silently be left out."""
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="99" height="40" font-family="Noto Sans CJK SC">{}</svg>'
    texts = ["", "虞", "V", "V</text><text y='30' font-weight='700'>V"]
    drawn = {png(drawing.format(f'<text y="30">{text}</text>')) for text in texts}

    assert len(drawn) == len(texts)


def test_the_same_records_give_the_same_picture(tiny_cards: dict[str, str]) -> None:
    """Nothing but the drawing decides what a card looks like."""
    card = tiny_cards["cards/zh/home.svg"]

    assert png(card) == png(card)
