"""Files: how bytes come in and go out, and what they seem to be; nothing here knows what news is."""
