# The end of a run on the screen, and the tables for programs.
