"""Words that are one typing error apart."""

from collections.abc import Iterator


def near(typed: str, letters: str) -> Iterator[str]:
    """What may have been meant: a letter less, one more, another one, or two in the other order."""
    for place in range(len(typed)):
        before, letter, after = typed[:place], typed[place], typed[place + 1 :]
        yield before + after
        if after:
            yield before + after[0] + letter + after[1:]
        for other in letters:
            yield before + other + after
    for place in range(len(typed) + 1):
        for other in letters:
            yield typed[:place] + other + typed[place:]
