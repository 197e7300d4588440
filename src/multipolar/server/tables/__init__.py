"""What the server shows in rows: one function a table, which a page, a download and the API share."""
