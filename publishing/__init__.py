"""From the policy's YAML to a checked model, and from the model to pages, search, browser bundle and exports."""

from publishing.place import OWN

if not OWN:
    from publishing.calculator_files import take_rules

    take_rules()
