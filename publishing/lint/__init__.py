"""Reads an edition as a careful editor would: one rule a file in `rules/`, each finding with its place and its remedy.

`publishing.load` stops what cannot be published at all. The rules here find what loads and should still not be said.
"""
