"""The one macro that mkdocs-macros sees: a page's content, rendered from the model."""

from typing import Any


def define_env(env: Any) -> None:
    """Give mkdocs-macros `policy_page(path)`; the hooks have put the edition's site into the configuration."""
    env.macro(lambda path: env.conf["extra"]["site"].render(path), "policy_page")
