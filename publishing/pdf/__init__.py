"""The edition as one PDF that is kept: a print page from the model, WeasyPrint, and what makes the file accessible."""
