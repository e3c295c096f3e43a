"""Python's search for garbage, held back while the window starts.

Starting makes some hundred thousand objects, nearly all of them code that stays; each search looks at them anew and
finds nothing. What is there when the first page is filled is taken out of later searches as well.
"""

import gc


def hold_back() -> None:
    """Search no more until ``resume``; called before anything large is imported."""
    gc.disable()


def resume() -> None:
    """Search again, but not through what the start has made."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
