"""From the policy's YAML to a checked model, and from the model to pages, search, browser bundle and exports."""
