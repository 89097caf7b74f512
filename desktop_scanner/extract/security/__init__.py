"""What a site does to protect its visitors and its mail, graded."""
