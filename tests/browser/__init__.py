"""What a user sees: JupyterLab and the built report in Chromium (make test-browser)."""
