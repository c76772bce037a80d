"""What a political scientist edits, and the code that reads and checks it."""
