"""What editors may write in data/, and the library that holds it all."""
