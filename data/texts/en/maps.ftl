# Maps and plots.
