"""The sample sites, served on loopback by the program itself, so that the main job can be seen with no network."""
