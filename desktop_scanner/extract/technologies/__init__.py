"""What a site is built with, by rules in the Wappalyzer schema."""
