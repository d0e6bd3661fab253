"""What a person does with an assessment: confirm it, score by score."""
