"""What was measured, and whether code here backs it."""
