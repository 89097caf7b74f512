"""Scans batches: which targets when, in which process, by which requests; it knows no database and no window.

batch_runner    one batch, from the first claim to the last result
workers         the processes that scan, and what is said to them
site            the scan of one domain
net             the border to the network: one request in, one answer or failure out
resolve         from names to addresses
limits          politeness, for all workers of a batch together
addresses, journey_errors, places, urls: what all of these speak of
"""
