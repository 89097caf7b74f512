"""Results out: CSV, JSON, JSON lines, Excel and Parquet, in four layouts; knows no database."""
