"""Who runs a site, and where: from structured data, imprints, addresses, titles and copyright lines."""
