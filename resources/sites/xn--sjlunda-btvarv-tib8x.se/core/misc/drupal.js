/* Sample site: stands where the original file would be. */
