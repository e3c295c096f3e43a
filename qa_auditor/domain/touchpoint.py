"""Touchpoints 接触点: one chance for a customer to do one piece of business through one channel."""

from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from qa_auditor.domain.text import Text


@dataclass(frozen=True, slots=True)
class Channel:
    """A way in which customers reach the house; ``id`` is the first part of a touchpoint's code (``TEL``)."""

    id: str
    name: Text


@dataclass(frozen=True, slots=True)
class Brand:
    """A brand of the house; ``id`` is the second part of a touchpoint's code (``GT``)."""

    id: str
    name: Text


@dataclass(frozen=True, slots=True)
class Business:
    """A piece of business that customers come for; ``code`` is the last part of a touchpoint's code (``0103``)."""

    code: str
    name: Text
    group: Text = Text()


class ContactDimension(StrEnum):
    """The five dimensions of the degree of contact 客户接触度; each is rated 1 (low) to 5 (high).

    Presence: the customer is there while it is done. Object: a person is served, not a thing. Participation: the
    customer takes an active part. Attention: tailored, not standard. Medium: face to face and telephone high, menus
    of a computer, SMS and web low.
    """

    PRESENCE = "presence"
    OBJECT = "object"
    PARTICIPATION = "participation"
    ATTENTION = "attention"
    MEDIUM = "medium"


@dataclass(frozen=True, slots=True)
class Touchpoint:
    """One cell of the process map.

    Attributes:
        process_code: the one process behind it; None is a blind spot.
        contact: ratings 1 to 5 by dimension; what is missing was not rated.
        complexity, diversity, flow: of the process at this touchpoint, 1 (low) to 5 (high); None when not rated.
    """

    channel: str
    brand: str
    business: str
    process_code: str | None = None
    contact: tuple[tuple[ContactDimension, int], ...] = ()
    complexity: int | None = None
    diversity: int | None = None
    flow: int | None = None

    @property
    def code(self) -> str:
        """``CHANNEL-BRAND-BUSINESS``, unique: ``TEL-GT-0103``."""
        return f"{self.channel}-{self.brand}-{self.business}"

    @property
    def contact_degree(self) -> Fraction | None:
        """Mean of the rated dimensions, 1 to 5; None when none was rated."""
        ratings = [rating for _dimension, rating in self.contact]
        return Fraction(sum(ratings), len(ratings)) if ratings else None


@dataclass(frozen=True, slots=True)
class NotOffered:
    """A cell of the map that is empty on purpose: this business is not to be had there, and why."""

    channel: str
    brand: str
    business: str
    reason: Text = Text()


@dataclass(frozen=True, slots=True)
class ProcessMap:
    """Businesses × channels, for each brand, with what is known of each cell."""

    channels: tuple[Channel, ...] = ()
    brands: tuple[Brand, ...] = ()
    businesses: tuple[Business, ...] = ()
    touchpoints: tuple[Touchpoint, ...] = ()
    not_offered: tuple[NotOffered, ...] = ()


def in_map_order(found: ProcessMap) -> ProcessMap:
    """The same map with its cells in the order of brands, businesses and channels, so that equal maps are equal."""
    channels = {channel.id: place for place, channel in enumerate(found.channels)}
    brands = {brand.id: place for place, brand in enumerate(found.brands)}
    businesses = {business.code: place for place, business in enumerate(found.businesses)}

    def place_of(cell: NotOffered | Touchpoint) -> tuple[int, int, int]:
        return brands.get(cell.brand, -1), businesses.get(cell.business, -1), channels.get(cell.channel, -1)

    return replace(
        found,
        touchpoints=tuple(sorted(found.touchpoints, key=place_of)),
        not_offered=tuple(sorted(found.not_offered, key=place_of)),
    )
