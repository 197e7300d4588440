"""Who answers queries over the record's Parquet files: DuckDB inside the process, or Spark."""
