"""Which data the project works on, and how it treats them."""
