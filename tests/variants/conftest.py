"""What every variant begins with."""

import pytest

from tests.variants.changed_example import Variant


@pytest.fixture
def variant(tmp_path):
    """Return the example to be changed."""
    return Variant(tmp_path / "articles")
