"""A contact or the number of a filing is read strictly, and what is not in its form is told the form to write."""

import pytest

from sitegen.values.validators import validate_icp_filing, validate_phone, validate_security_filing


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


@pytest.mark.parametrize(
    ("printed", "standard"),
    [
        ("浙ICP备12345678号-1", "浙ICP备12345678号-1"),
        ("浙icp备 2024012345 号－2", "浙ICP备2024012345号-2"),
        ("浙公网安备 33060402000123号", "浙公网安备33060402000123号"),
    ],
)
def test_a_filing_is_told_its_standard_form(printed: str, standard: str) -> None:
    """However a certificate prints it, the message has the form to write, which is accepted."""
    validate = validate_icp_filing if "ICP" in standard else validate_security_filing
    if printed != standard:
        with pytest.raises(ValueError, match="is not the number of") as refused:
            validate(printed)

        assert refused.value.context["message"].fix_en == f"write {standard}"  # type: ignore[attr-defined]
    assert validate(standard) == standard


@pytest.mark.parametrize(
    "wrong", ["浙ICP备00000000号", "浙公网安备33060402000123号", "浙ICP备XXXXXXXX号", "待定"]
)
def test_no_placeholder_stands_for_an_icp_filing(wrong: str) -> None:
    """A number made up, one of the other kind and a word in its place are refused, as they would be shown as the filing."""
    with pytest.raises(ValueError, match="is not the number of an ICP filing"):
        validate_icp_filing(wrong)


@pytest.mark.parametrize(
    "wrong", ["浙公网安备00000000000000号", "浙ICP备12345678号", "浙公网安备330604号", "待定"]
)
def test_no_placeholder_stands_for_a_public_security_filing(wrong: str) -> None:
    """The same holds for the other kind."""
    with pytest.raises(ValueError, match="is not the number of a public security filing"):
        validate_security_filing(wrong)
