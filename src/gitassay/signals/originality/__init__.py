"""Whether the work goes beyond a course, a template or another's project."""
