# What a run says of its inputs and results.
