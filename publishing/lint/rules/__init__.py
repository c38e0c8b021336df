"""The rules, one a file. A rule has a CODE, a docstring (what, why, how to fix or accept) and `check(context)`."""
