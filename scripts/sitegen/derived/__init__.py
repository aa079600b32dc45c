"""What follows from the records on a day: promises, disclosure, reviews, answers."""
