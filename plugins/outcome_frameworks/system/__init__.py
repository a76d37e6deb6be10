"""Files, folders and programs, within limits: nothing through links, nothing that hangs."""
