"""What differs between two editions, or two states of one: a stream of typed changes, and what shows it."""
