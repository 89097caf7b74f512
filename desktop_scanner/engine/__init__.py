"""The engine: batch runner, worker processes, the crawl of a domain, and the border to the network."""
