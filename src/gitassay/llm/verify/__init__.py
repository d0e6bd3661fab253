"""Is a sentence borne by the evidence it cites? Words, numbers, names, places and polarity, checked one by one."""
