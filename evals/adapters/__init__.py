"""One module a set: `predict(dev_path)` yields rows in the form that the set's scorer reads."""
