"""What a page says of itself: its title, icon, logo and counts, and whose trackers it carries."""
