"""Files: reading and writing bytes, packing and encodings; no module here knows news."""
