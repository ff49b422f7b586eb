"""Programs of 1.2 to 3.1, for legacy.py."""


def test(maker, page):
    """Nothing of these eras yet: see the modules 1.2, 1.3 and 1.6."""
    del maker, page
