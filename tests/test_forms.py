"""The forms for issues and pull requests ask, in both languages, for what a claim needs."""

import re
from typing import Any, get_args

import pytest
import yaml

from folders import ROOT
from sitegen.records.model import Stage, Tier
from sitegen.values.validators import HAN

FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))


def fields(name: str) -> dict[str, Any]:
    """Return the fields of a form by id."""
    path = ROOT / ".github" / "ISSUE_TEMPLATE" / name
    body = yaml.safe_load(path.read_text(encoding="utf-8"))["body"]
    return {field["id"]: field for field in body if "id" in field}


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)
def test_forms_ask_for_what_a_claim_needs(path: Any) -> None:
    """Wording, address and date of the source are asked for, and every label stands in both languages."""
    form = yaml.safe_load(path.read_text(encoding="utf-8"))
    asked = fields(path.name)

    assert {"name", "description", "title", "body"} == form.keys()
    assert all(asked[key]["validations"]["required"] for key in ("printed", "url", "published"))
    for words in [
        form["name"],
        form["description"],
        *(field["attributes"]["label"] for field in asked.values()),
    ]:
        assert re.search(f"[{HAN}].* / [A-Z]", words), words


def test_choices_are_the_words_of_the_model() -> None:
    """Tiers and stages are offered as the model knows them; tier E is not."""
    tiers = fields("2-new-source.yml")["tier"]["attributes"]["options"]
    stages = fields("3-new-community.yml")["stage"]["attributes"]["options"]

    assert [option.split()[0] for option in tiers] == list(get_args(Tier))
    assert [option.split()[0] for option in stages] == list(get_args(Stage))


def test_the_pull_request_asks_for_two_people() -> None:
    """The form of a pull request states the rule and has the reviewer open the source."""
    text = (ROOT / ".github" / "pull_request_template.md").read_text(encoding="utf-8")

    assert "nobody merges a change of their own" in text
    assert text.count("- [ ]") == 4
