"""What documents are laid out with: fonts, words, widths, styles."""
