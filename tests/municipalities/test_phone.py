"""Phone numbers as they are written and as they are dialled."""

from __future__ import annotations

import pytest

from bot.municipalities import phone


@pytest.mark.parametrize(
    ("written", "link"),
    [
        ("14 020", "tel:14020"),
        ("14 0187", "tel:140187"),
        ("112", "tel:112"),
        ("0800 0643", "tel:08000643"),
        ("0800 - 33 55 555", "tel:08003355555"),
        ("(0575) 59 57 60", "tel:+31575595760"),
        ("088 - 633 0633", "tel:+31886330633"),
        ("+31 38 498 91 11", "tel:+31384989111"),
        ("06 12345678", "tel:+31612345678"),
        ("12345", ""),
        ("0575 59", ""),
        ("14 99", ""),
        ("+32 2 123 45 67", ""),
        ("bel ons", ""),
        ("", ""),
    ],
)
def test_link(written: str, link: str) -> None:
    assert phone.link(written) == link
    assert phone.is_valid(written) is bool(link)
