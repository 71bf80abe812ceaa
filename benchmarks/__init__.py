"""Speed and validity beside what a user would otherwise take."""
