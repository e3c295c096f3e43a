"""The process map as rows: its heads, its touchpoints, and the cells that are empty on purpose."""

import json
from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import Any

from sqlalchemy import Table, bindparam, delete, insert, select

from qa_auditor.domain.touchpoint import (
    Brand,
    Business,
    Channel,
    ContactDimension,
    NotOffered,
    ProcessMap,
    Touchpoint,
    in_map_order,
)
from qa_auditor.storage import schema
from qa_auditor.storage.encoding import text_in, text_out
from qa_auditor.storage.repositories.people import put
from qa_auditor.storage.session import Fields, Session

_channel, _brand, _business = schema.channel.c, schema.brand.c, schema.business.c
_touchpoint, _absent = schema.touchpoint.c, schema.not_offered.c


_CELL = (_touchpoint.channel, _touchpoint.brand, _touchpoint.business)
_CELLS = select(
    *_CELL,
    _touchpoint.process_code,
    _touchpoint.contact,
    _touchpoint.complexity,
    _touchpoint.diversity,
    _touchpoint.flow,
)


class SqlMap:
    """``ports.MapRepository``."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self) -> ProcessMap:
        """The map; an empty one where nobody has drawn any."""
        read = self._session.read
        channels = read(select(_channel.id, _channel.name).order_by(_channel.position))
        brands = read(select(_brand.id, _brand.name).order_by(_brand.position))
        businesses = read(select(_business.code, _business.name, _business.business_group).order_by(_business.position))
        cells = read(_CELLS)
        absent = read(select(_absent.channel, _absent.brand, _absent.business, _absent.reason))
        return in_map_order(
            ProcessMap(
                channels=tuple(Channel(key, text_in(name)) for key, name in channels),
                brands=tuple(Brand(key, text_in(name)) for key, name in brands),
                businesses=tuple(Business(key, text_in(name), text_in(group)) for key, name, group in businesses),
                touchpoints=tuple(map(_touchpoint_of, cells)),
                not_offered=tuple(
                    NotOffered(channel, brand, business, text_in(reason)) for channel, brand, business, reason in absent
                ),
            )
        )

    def touchpoint(self, code: str) -> Touchpoint | None:
        """The touchpoint with this code; None when the map has none."""
        parts = code.split("-")
        if len(parts) != 3:
            return None
        here = [column == part for column, part in zip(_CELL, parts, strict=True)]
        rows = self._session.read(_CELLS.where(*here))
        return _touchpoint_of(rows[0]) if rows else None

    def put(self, found: ProcessMap) -> None:
        """Replace the map as a whole; only rows that differ are written."""
        before = self.get()
        cells = set(found.touchpoints) - set(before.touchpoints)
        absent = set(found.not_offered) - set(before.not_offered)
        self._remove(schema.touchpoint, set(before.touchpoints) - set(found.touchpoints))
        self._remove(schema.not_offered, set(before.not_offered) - set(found.not_offered))
        self._put_heads(found, before)
        self._fill(schema.touchpoint, [_touchpoint_row(one) for one in found.touchpoints if one in cells])
        self._fill(schema.not_offered, [_absent_row(one) for one in found.not_offered if one in absent])
        self._drop_heads(schema.channel, "id", {channel.id for channel in found.channels})
        self._drop_heads(schema.brand, "id", {brand.id for brand in found.brands})
        self._drop_heads(schema.business, "code", {business.code for business in found.businesses})

    def _remove(self, table: Table, cells: Iterable[Touchpoint | NotOffered]) -> None:
        rows = [{"at_channel": cell.channel, "at_brand": cell.brand, "at_business": cell.business} for cell in cells]
        if rows:
            at = table.c
            here = (
                at.channel == bindparam("at_channel"),
                at.brand == bindparam("at_brand"),
                at.business == bindparam("at_business"),
            )
            self._session.write(delete(table).where(*here), rows)

    def _put_heads(self, found: ProcessMap, before: ProcessMap) -> None:
        for place, channel in enumerate(found.channels):
            if before.channels[place : place + 1] != (channel,):
                row = {"id": channel.id, "position": place, "name": text_out(channel.name)}
                put(self._session, schema.channel, row)
        for place, brand in enumerate(found.brands):
            if before.brands[place : place + 1] != (brand,):
                put(self._session, schema.brand, {"id": brand.id, "position": place, "name": text_out(brand.name)})
        for place, business in enumerate(found.businesses):
            if before.businesses[place : place + 1] != (business,):
                put(self._session, schema.business, _business_row(place, business))

    def _drop_heads(self, table: Table, key: str, kept: Collection[str]) -> None:
        for (name,) in self._session.read(select(table.c[key])):
            if name not in kept:
                self._session.write(delete(table).where(table.c[key] == name))

    def _fill(self, table: Table, rows: list[dict[str, Any]]) -> None:
        if rows:
            self._session.write(insert(table), rows)


def _touchpoint_of(row: Fields) -> Touchpoint:
    channel, brand, business, process, contact, *ratings = row
    return Touchpoint(channel, brand, business, process, _contact_in(contact), *ratings)


def _business_row(place: int, business: Business) -> dict[str, Any]:
    return {
        "code": business.code,
        "position": place,
        "name": text_out(business.name),
        "business_group": text_out(business.group),
    }


def _touchpoint_row(touchpoint: Touchpoint) -> dict[str, Any]:
    return {
        "channel": touchpoint.channel,
        "brand": touchpoint.brand,
        "business": touchpoint.business,
        "process_code": touchpoint.process_code,
        "contact": json.dumps({dimension.value: rating for dimension, rating in touchpoint.contact}),
        "complexity": touchpoint.complexity,
        "diversity": touchpoint.diversity,
        "flow": touchpoint.flow,
    }


def _absent_row(cell: NotOffered) -> dict[str, Any]:
    return {
        "channel": cell.channel,
        "brand": cell.brand,
        "business": cell.business,
        "reason": text_out(cell.reason),
    }


@lru_cache(maxsize=1 << 12)
def _contact_in(stored: str) -> tuple[tuple[ContactDimension, int], ...]:
    return tuple((ContactDimension(name), rating) for name, rating in json.loads(stored).items())
