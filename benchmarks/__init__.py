"""Speed, memory and what bad input does, measured on this machine."""
