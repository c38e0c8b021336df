"""What every calculator shares: dates, answers, possible facts, outcome, explanation and proof."""
