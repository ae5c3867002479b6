"""The tests that numbers pass or fail."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy.numbers import passes_eleven_test, passes_mod_97
from bot.privacy.redaction import Kind, redact

_DIGITS = st.integers(min_value=100_000_000, max_value=999_999_999).map(str)


@pytest.mark.parametrize("digits", ["111222333", "123456782", "010464554"])
def test_eleven_test(digits: str) -> None:
    assert passes_eleven_test(digits)
    assert not passes_eleven_test(digits[:-1] + str((int(digits[-1]) + 1) % 10))


def test_nine_zeros_are_no_bsn() -> None:
    assert not passes_eleven_test("000000000")


@pytest.mark.parametrize("account", ["NL91ABNA0417164300", "BE68539007547034", "DE89370400440532013000"])
def test_mod_97(account: str) -> None:
    assert passes_mod_97(account)
    assert not passes_mod_97(account[:-1] + str((int(account[-1]) + 1) % 10))


@given(_DIGITS)
def test_nine_digits_never_stay(digits: str) -> None:
    """Whatever the test says: it may be a BSN with a typing error, or a phone number without its 0."""
    assert digits not in redact(f"dit is {digits} van mij").text
    assert redact(f"mijn bsn is {digits}").kinds == (Kind.BSN,)


@given(_DIGITS, st.sampled_from([".", " ", "-"]))
def test_a_bsn_in_groups(digits: str, sign: str) -> None:
    grouped = sign.join((digits[:3], digits[3:6], digits[6:]))
    left = redact(f"hier is {grouped} dan").text
    if passes_eleven_test(digits):
        assert left == "hier is [bsn] dan" or "[telefoonnummer]" in left
    assert redact(f"bsn {grouped}").text == "bsn [bsn]"


@given(st.integers(min_value=0, max_value=99_999))
def test_small_numbers_stay(number: int) -> None:
    assert redact(f"ik betaal {number} euro").kinds == ()
    assert redact(f"het zijn er {number}").kinds == ()
