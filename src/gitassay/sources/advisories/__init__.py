"""Sources of published vulnerabilities in the OSV format."""
