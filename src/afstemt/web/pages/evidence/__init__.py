"""The pages of data: what is delivered, keyed in and attached."""
