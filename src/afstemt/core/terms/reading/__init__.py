"""The terms' document to the model: every fault with its place in the file."""
