"""Makes the Python that runs in the reader's browser: Pyodide's files, the calculators, and a memory in which both are ready."""
