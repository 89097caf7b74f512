"""Use cases without Qt: batches run, histories read, results exported, for window and command line alike."""
