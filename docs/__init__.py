"""Pages on the project, and the script that writes two of them from the code."""
