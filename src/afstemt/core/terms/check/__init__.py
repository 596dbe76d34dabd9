"""What the terms leave open, asked in the words of the contract."""
