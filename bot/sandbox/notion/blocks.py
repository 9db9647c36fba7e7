"""The body of a page: adding blocks, listing them, and telling them in answers."""

from __future__ import annotations

from typing import Any

from bot.sandbox.errors import Json
from bot.sandbox.notion.block_types import (
    IN_ONE_REQUEST_MAX,
    children_of,
    count,
    kept_content,
    kind_of,
    stored_file,
)
from bot.sandbox.notion.clock import stamp
from bot.sandbox.notion.errors import invalid
from bot.sandbox.notion.files import shown_file
from bot.sandbox.notion.ids import known_id, new_id
from bot.sandbox.notion.model import Block, Database, Page
from bot.sandbox.notion.showing import partial_user
from bot.sandbox.notion.workspace import Workspace

_PLACES = ("start", "end", "after_block")


def add_blocks(
    workspace: Workspace,
    parent: Page | Block,
    wanted: list[Json],
    by: str,
    position: Json | None = None,
) -> list[Block]:
    """Put checked blocks, which were counted, into a page or block.

    Raises:
        NotionError: A file or the position is not there.
    """
    at = _index(parent, position)
    made = [_made(workspace, parent, item, by) for item in wanted]
    for block in made:
        _keep(workspace, block, by)
    parent.children[at:at] = [block.id for block, _ in made]
    return [block for block, _ in made]


def countable(workspace: Workspace, wanted: list[Json]) -> int:
    """How many blocks a request makes, if it can be done.

    Raises:
        NotionError: There are too many, or a file of them is not there.
    """
    size = count(wanted)
    if size > IN_ONE_REQUEST_MAX:
        raise invalid(f"A request may hold {IN_ONE_REQUEST_MAX} blocks, this one has {size}.")
    _try(workspace, wanted)
    return size


def _try(workspace: Workspace, wanted: list[Json]) -> None:
    for item in wanted:
        kept_content(workspace, kind_of(item), item[kind_of(item)])
        _try(workspace, children_of(item))


Tree = tuple[Block, list[Any]]


def _made(workspace: Workspace, parent: Page | Block, wanted: Json, by: str) -> Tree:
    kind, now = kind_of(wanted), workspace.now()
    where = "page_id" if isinstance(parent, Page) else "block_id"
    content = kept_content(workspace, kind, wanted[kind])
    block = Block(new_id(), {"type": where, where: parent.id}, kind, content, now, by, now, by)
    return block, [_made(workspace, block, item, by) for item in children_of(wanted)]


def _keep(workspace: Workspace, tree: Tree, by: str) -> None:
    block, inner = tree
    workspace.blocks[block.id] = block
    block.children = [child.id for child, _ in inner]
    for item in inner:
        _keep(workspace, item, by)


def _index(parent: Page | Block, position: Json | None) -> int:
    kind = "end" if position is None else position["type"]
    if kind == "end":
        return len(parent.children)
    if kind == "start":
        return 0
    id = known_id((position or {})["after_block"]["id"])
    if id not in parent.children:
        raise invalid(f"Block to append after is not a child of the parent: {id}", blameless=True)
    return parent.children.index(id) + 1


def children(workspace: Workspace, parent: Page | Block) -> list[Block | Page | Database]:
    """What lies in a page or block and was not trashed, in order."""
    stores: tuple[Any, ...] = (workspace.blocks, workspace.pages, workspace.databases)
    found = [next((store[id] for store in stores if id in store), None) for id in parent.children]
    return [item for item in found if item is not None and not workspace.in_trash(item)]


def shown_block(workspace: Workspace, found: Block | Page | Database) -> Json:
    """A block; a page or database in a body is a block with nothing but its title."""
    if isinstance(found, Block):
        kind, content, parent = found.type, _content(workspace, found), found.parent
        edited_at, edited_by = found.edited_at, found.edited_by
        has_children = bool(found.children)
    else:
        kind = "child_page" if isinstance(found, Page) else "child_database"
        content, parent = {"title": workspace.title(found)}, found.parent
        edited_at = found.now.edited_at if isinstance(found, Page) else found.edited_at
        edited_by = found.now.edited_by if isinstance(found, Page) else found.created_by
        has_children = isinstance(found, Page) and bool(found.children)
    return {
        "object": "block",
        "id": found.id,
        "parent": parent,
        "created_time": stamp(found.created_at),
        "last_edited_time": stamp(edited_at),
        "created_by": partial_user(found.created_by),
        "last_edited_by": partial_user(edited_by),
        "has_children": has_children,
        "in_trash": workspace.in_trash(found),
        "type": kind,
        kind: content,
    }


def _content(workspace: Workspace, block: Block) -> Json:
    stored = stored_file(block.content)
    if stored is None:
        return block.content
    shown = {**shown_file(workspace, stored), "caption": block.content["caption"]}
    return {**shown, "name": stored.name} if block.type == "file" else shown


def check_position(problems: Any, path: str, value: Any) -> None:
    """The shape of a position among a block's children."""
    if not problems.mapping(path, value) or not problems.choice(
        f"{path}.type", value.get("type"), _PLACES
    ):
        return
    keys = {"type", "after_block"} if value["type"] == "after_block" else {"type"}
    if problems.object(path, value, keys, keys) and "after_block" in value:
        block = value["after_block"]
        if problems.object(f"{path}.after_block", block, {"id"}, {"id"}):
            problems.id(f"{path}.after_block.id", block["id"])
