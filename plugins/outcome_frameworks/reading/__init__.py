"""Everything that authors write, read into one portfolio with every problem in it."""
