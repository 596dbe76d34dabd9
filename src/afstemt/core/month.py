"""run(): the whole of one period, in the order of the design. Pure: no clock, network or database."""
