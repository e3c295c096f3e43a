"""The golden triangle of service: three dimensions and their key areas, a closed list."""

DIMENSIONS: dict[str, tuple[str, ...]] = {
    "hardware": ("location", "facilities", "atmosphere", "visual_space"),
    "software": ("time", "smoothness", "flexibility", "anticipation", "channels", "feedback", "organisation"),
    "people": ("appearance", "attitude", "attention", "tact", "guidance", "selling", "problem_solving"),
}
"""Key areas by dimension, in the order in which reports show them."""

AREAS: tuple[str, ...] = tuple(f"{dimension}.{area}" for dimension, areas in DIMENSIONS.items() for area in areas)
"""Full names (``people.tact``), in report order."""


def dimension_of(area: str) -> str:
    """The dimension of a key area's full name: ``people`` of ``people.tact``."""
    return area.partition(".")[0]
