"""What the fields and choices of the terms are called, for those who read and write them in words."""
