"""A hook for MkDocs: pass the HTML of the generated pages through unread, and leave out pages that are kept.

The pages are Markdown only in their headings. The result is the same without this hook, but MkDocs and its Markdown
engine would each parse every tag, which takes most of the time of a build.
"""

import os
import re
from pathlib import Path

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

# A heading as the templates write it: on a line of its own, with an explicit anchor.
HEADING = re.compile(r"^(#{2,6} .* \{#[^{}]*\})$", re.MULTILINE)


class RawHtml(Preprocessor):
    """Stores everything between headings; Python-Markdown puts it back after it has converted the headings."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the headings of ``lines``, with a placeholder for each part between them."""
        # Splitting on a group puts the headings at odd indexes.
        parts = [
            part if index % 2 else self.md.htmlStash.store(part.strip()) if part.strip() else ""
            for index, part in enumerate(HEADING.split("\n".join(lines)))
        ]
        return "\n\n".join(parts).split("\n")


class RawHtmlExtension(Extension):
    """Runs before anything that reads HTML."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register the preprocessor after the one that tidies white space (30) and before MkDocs' own (21)."""
        md.preprocessors.register(RawHtml(md), "raw_html", 25)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Add the extension to those of the configuration."""
    config.markdown_extensions.append(RawHtmlExtension())  # type: ignore[arg-type] # MkDocs passes it on unchanged
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Leave out the pages that KEPT_PAGES lists, except those of the navigation, which every page shows."""
    if listed := os.environ.get("KEPT_PAGES"):
        kept = set(Path(listed).read_text(encoding="utf-8").split("\n"))
        in_nav = {path for entry in config.nav or () for path in entry.values()}
        for file in files.documentation_pages():
            if f"{Path(config.docs_dir).name}/{file.dest_uri}" in kept and file.src_uri not in in_nav:
                files.remove(file)
    return files
