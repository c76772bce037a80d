"""The command line: a thin face over `detente.*`, one small module for each group of commands."""
