"""The parts that the window is put together from, one for each task of the user."""
