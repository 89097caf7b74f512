"""Desktop Scanner: what is behind each domain of a list.

placeholder: architecture
"""

__version__ = "0.1.0"
