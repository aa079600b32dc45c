"""A contact is read strictly, and what is not in its form is told the form to write."""

import pytest

from sitegen.values.validators import validate_phone


@pytest.mark.parametrize(
    ("printed", "standard"),
    [
        ("（0575）80001234", "0575-80001234"),
        ("0575 8000 1234", "0575-80001234"),
        ("0575—80001234", "0575-80001234"),
        ("０５７５-８０００１２３４", "0575-80001234"),
        ("057580001234", "0575-80001234"),
        ("+86 575 8000 1234", "0575-80001234"),
        ("0086-10-80001234", "010-80001234"),
        ("0575-80001234转801", "0575-80001234-801"),
        ("400 800 1234", "400-800-1234"),
        ("138 0000 0000", "13800000000"),
        ("+86 13800000000", "13800000000"),
    ],
)
def test_a_telephone_number_is_told_its_standard_form(printed: str, standard: str) -> None:
    """However a source prints it, the message has the form to write, which is accepted."""
    with pytest.raises(ValueError, match="cannot be read") as refused:
        validate_phone(printed)

    assert refused.value.context["message"].fix_en == f"write {standard}"  # type: ignore[attr-defined]
    assert validate_phone(standard) == standard


@pytest.mark.parametrize(
    "wrong", ["80001234", "0575-8000", "招商热线", "0575-80001234、0575-80001235", "1234567890123"]
)
def test_what_is_no_telephone_number_is_told_how_to_write_one(wrong: str) -> None:
    """Where the number meant cannot be known, the message shows the form."""
    with pytest.raises(ValueError, match="cannot be read") as refused:
        validate_phone(wrong)

    assert "0575-80001234" in refused.value.context["message"].fix_en  # type: ignore[attr-defined]
