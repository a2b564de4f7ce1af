"""What leaves the open page: cursors over the ledgers make notifications, for the bell, for devices and by mail."""
