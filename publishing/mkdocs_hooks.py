"""Gives MkDocs the pages of one edition. The edition's name comes from POLICY_EDITION, else it is the current one.

POLICY_PDF is "yes" where the edition's PDF is laid beside its pages, which then lead to it.
Every page lies below the edition's folder (3.0/…), and what editions share lies once under assets/.
"""

import os
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage

from publishing.blank_space import without_blank_space
from publishing.editions_page import TITLE, render_editions
from publishing.export import DATA, SCHEMA, as_json, exported, schema
from publishing.faults import FaultsFound
from publishing.offline import WORKER
from publishing.page import CHANGES, EDITIONS, Page
from publishing.page_policy import with_policy
from publishing.pages import CARDS, CONTACTS, CONTROL, FAULTS, GLOSSARY, HAZARDS, HOME, TOPICS, Site
from publishing.place import BUILD, POLICY, WRITTEN
from publishing.runtime.bundle import RUNTIME, runtime_files
from publishing.search import search_index_script, stemmer_script
from publishing.search_meaning import meanings_script
from publishing.shelf import load_shelf

EDITION_VARIABLE = "POLICY_EDITION"
WITH_PDF_VARIABLE = "POLICY_PDF"
DOCS = Path(__file__).resolve().parent.parent / "docs"
MODULES = Path(__file__).resolve().parent.parent / "node_modules"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load the edition afresh (so that a served site follows an author's edits) and lay out its navigation."""
    try:
        shelf = load_shelf(with_pdf=os.environ.get(WITH_PDF_VARIABLE) == "yes")
        name = os.environ.get(EDITION_VARIABLE) or shelf.editions.library.current
        site = shelf.sites[name]
        config.extra["export"] = as_json(exported(shelf.editions, name))
    except FaultsFound as found:
        raise PluginError("\n".join(map(str, found.faults))) from None
    site.begin_changes()
    config.docs_dir = str(_written_pages())
    config.watch.append(str(POLICY / "policy_data"))
    config.site_name = site.library.title
    config.extra["site"] = site
    config.extra["editions"] = render_editions(shelf)
    config.extra["runtime"] = runtime_files()
    config.extra["homepage"] = f"{name}/index.html"
    config.nav = _navigation(site, name)
    config.theme.static_templates -= {"404.html", "sitemap.xml"}
    return config


def _written_pages() -> Path:
    """Return the folder of the hand-written pages; an empty one where the policy has none."""
    folder = WRITTEN if WRITTEN.is_dir() else BUILD / "no-pages"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _navigation(site: Site, edition: str) -> list[dict[str, Any]]:
    def entries(*starts: str) -> list[dict[str, str]]:
        return [{page.title: f"{edition}/{_source(page)}"} for page in site.pages.values() if page.listed and page.path.startswith(starts)]

    all_editions = {TITLE: EDITIONS.removesuffix(".html") + ".md"}
    written = [f"{edition}/{path.name}" for path in sorted(WRITTEN.glob("*.md"))]
    groups = {
        "Calculators": entries("calculators/"),
        "I am a …": entries("roles/"),
        "The policy": entries("sections/"),
        "Appendices": entries("appendices/"),
        "Guides from elsewhere": entries("guidance/"),
        "About": [*entries(CARDS, CONTROL, CHANGES, FAULTS, HAZARDS, GLOSSARY), *written, all_editions],
    }
    cards = (f"cards/{card.id}.html" for card in site.edition.cards)
    return [*entries(HOME, *cards, CONTACTS, TOPICS), *({title: pages} for title, pages in groups.items() if pages)]


def _source(page: Page) -> str:
    return page.path.removesuffix(".html") + ".md"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the edition's pages, its search index and the shared assets."""
    site: Site = config.extra["site"]
    name = site.edition.name
    for written in [file for file in files if file.is_documentation_page()]:
        files.remove(written)
        files.append(File.generated(config, f"{name}/{written.src_uri}", abs_src_path=written.abs_src_path))
    for page in site.pages.values():
        hide = "toc, navigation" if page.path == HOME else "toc"
        head = f'---\ntitle: "{page.title}"\ndescription: "{page.description}"\nhide: [{hide}]\n---'
        text = f'{head}\n\n{{{{ policy_page("{page.path}") }}}}\n'
        files.append(File.generated(config, f"{name}/{_source(page)}", content=text))
    text = f'---\ntitle: "{TITLE}"\nhide: [toc]\n---\n\n{{{{ all_editions() }}}}\n'
    files.append(File.generated(config, EDITIONS.removesuffix(".html") + ".md", content=text))
    files.append(File.generated(config, f"{name}/search-index.js", content=search_index_script(site)))
    files.append(File.generated(config, f"{name}/sheets.css", content=site.foot.styles))
    files.append(File.generated(config, "assets/site/site.css", content=site_styles()))
    files.append(File.generated(config, f"{name}/{DATA}", content=config.extra["export"]))
    files.append(File.generated(config, f"{name}/{SCHEMA}", content=schema()))
    files.append(File.generated(config, "index.html", content=with_policy(forward_page(site.library.current, site.library.title))))
    shared = {
        "minisearch.js": MODULES / "minisearch" / "dist" / "umd" / "index.js",
        **{path.name: path for path in sorted((DOCS / "styles").glob("*.css"))},
        **{path.name: path for path in sorted((DOCS / "javascript").glob("*.js"))},
    }
    for target, source in shared.items():
        files.append(File.generated(config, f"assets/site/{target}", abs_src_path=str(source)))
    files.append(File.generated(config, "assets/site/stemmer.js", content=stemmer_script()))
    files.append(File.generated(config, "assets/site/search-meanings.js", content=meanings_script()))
    # While an author looks at the site as it is written, nothing of an earlier build may be kept; `make site` puts its own in place.
    files.append(File.generated(config, WORKER, abs_src_path=str(DOCS / "serving" / WORKER)))
    for source in sorted(RUNTIME.iterdir()) if site.edition.decisions else ():
        files.append(File.generated(config, f"assets/runtime/{source.name}", abs_src_path=str(source)))
    return files


def on_post_page(output: str, page: MkDocsPage, **_: Any) -> str:
    """Give a page, as the theme wrote it, its content policy, and take its blank space away where none is shown."""
    return with_policy(output if page.url.endswith(CHANGES) else without_blank_space(output))


def site_styles() -> str:
    """Return the site's style sheet: the files of `docs/styles/site/`, each a part of the site, in the order of their names."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted((DOCS / "styles" / "site").glob("*.css")))


def forward_page(edition: str, title: str) -> str:
    """Return the page at the root, which forwards to the current edition without script."""
    return f"""<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="refresh" content="0; url={edition}/index.html">
<link rel="icon" href="data:,">
<title>{title}</title>
</head>
<body>
<p><a href="{edition}/index.html">{title}: go to the current edition</a></p>
</body>
</html>
"""
