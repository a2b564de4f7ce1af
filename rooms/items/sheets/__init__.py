"""Items from and to tables: CSV files in our own columns, or a Shopify product export's."""
