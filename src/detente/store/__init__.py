"""The casebook on disk: captures, versions of records, reports, judgements, and a log of it all."""
