# The accident survey act.
