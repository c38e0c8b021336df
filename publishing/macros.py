"""The macros that mkdocs-macros sees: a page's content, rendered from the model, and that of the page of all editions."""

from typing import Any


def define_env(env: Any) -> None:
    """Give mkdocs-macros `policy_page(path)` and `all_editions()`; the hooks have put what they show into the configuration."""
    env.macro(lambda path: env.conf["extra"]["site"].render(path), "policy_page")
    env.macro(lambda: env.conf["extra"]["editions"], "all_editions")
