"""What the site needs beyond its pages: the gallery's pictures, which lie outside this folder."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

_PICTURE = re.compile(r"\]\((?:\.\./)+maps/([\w-]+\.png)\)")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Take the pictures that pages show into the site."""
    folder = Path(config.config_file_path or ".").parent
    pages = "\n".join(
        each.content_string for each in files.documentation_pages()
    )
    for name in sorted(set(_PICTURE.findall(pages))):
        files.append(
            File.generated(
                config,
                f"pictures/{name}",
                abs_src_path=str(folder / "maps" / name),
            )
        )
    return files


def on_page_markdown(
    markdown: str,
    page: Page,
    config: MkDocsConfig,  # noqa: ARG001
    files: Files,  # noqa: ARG001
) -> str:
    """Show a picture from where the site has it; in the repository it is beside the maps."""
    up = "../" * page.file.src_uri.count("/")
    return _PICTURE.sub(rf"]({up}pictures/\1)", markdown)
