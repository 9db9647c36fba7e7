"""Blocks: the body of a page, read and added to; anything can be moved to the trash as a block."""

from __future__ import annotations

from bot.sandbox.errors import Json
from bot.sandbox.notion import showing
from bot.sandbox.notion.block_types import check_blocks
from bot.sandbox.notion.blocks import (
    add_blocks,
    check_position,
    children,
    countable,
    shown_block,
)
from bot.sandbox.notion.calls import PAGING, Call, Endpoint
from bot.sandbox.notion.checking import Problems
from bot.sandbox.notion.errors import ARCHIVED, invalid
from bot.sandbox.notion.model import Block, Page
from bot.sandbox.notion.paging import paging_of_query


def _retrieve(call: Call) -> Json:
    return shown_block(call.workspace, call.workspace.block(call.path["block_id"]))


def _delete(call: Call) -> Json:
    block = _editable(call)
    if isinstance(block, Page):
        call.workspace.edit(block, call.bot.id, in_trash=True)
    else:
        block.in_trash = True
        block.edited_at, block.edited_by = call.workspace.now(), call.bot.id
    return shown_block(call.workspace, block)


def _editable(call: Call) -> Page | Block:
    found = call.workspace.block(call.path["block_id"])
    if call.workspace.in_trash(found) or call.workspace.lies_in_trash(found):
        raise invalid(ARCHIVED, blameless=True)
    return found


def _list(call: Call) -> Json:
    parent = call.workspace.block(call.path["block_id"])
    part = call.sandbox.cursors.slice(
        ["children", parent.id],
        children(call.workspace, parent),
        lambda item: item.id,
        paging_of_query(call.query),
    )
    shown = [shown_block(call.workspace, item) for item in part.items]
    return showing.listed("block", shown, part.cursor)


def _append(call: Call) -> Json:
    body, problems = call.body, Problems()
    if problems.object("body", body, {"children", "position"}, {"children"}):
        check_blocks(problems, "body.children", body["children"])
        if "position" in body:
            check_position(problems, "body.position", body["position"])
    problems.refuse()
    parent = _editable(call)
    workspace, wanted = call.workspace, body["children"]
    workspace.take_blocks(countable(workspace, wanted))
    made = add_blocks(workspace, parent, wanted, call.bot.id, body.get("position"))
    page = parent if isinstance(parent, Page) else _page_of(call, parent)
    if page is not None:
        call.workspace.edit(page, call.bot.id)
    return showing.listed("block", [shown_block(call.workspace, item) for item in made], None)


def _page_of(call: Call, block: Block) -> Page | None:
    ancestors = call.workspace.ancestors(block)
    return next((item for item in ancestors if isinstance(item, Page)), None)


_ONE = "/v1/blocks/{block_id}"
ENDPOINTS = (
    Endpoint("GET", _ONE, _retrieve),
    Endpoint("DELETE", _ONE, _delete),
    Endpoint("GET", f"{_ONE}/children", _list, query=PAGING),
    Endpoint("PATCH", f"{_ONE}/children", _append, takes_body=True),
)
