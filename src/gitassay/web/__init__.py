"""The review server: an inbox of assessments, pages to judge them on, and the record of who did what."""
