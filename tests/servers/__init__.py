"""Local servers for tests: real sockets on loopback, well-behaved and hostile ones, and proxies."""
