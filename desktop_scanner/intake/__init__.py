"""Lists in: what a person types, pastes or imports becomes targets, and nothing of it is lost without a word."""
