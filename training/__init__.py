"""Train and measure the language pipeline; not part of the installed package."""
