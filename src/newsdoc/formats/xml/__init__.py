"""XML: read it safely, read markup into blocks, write XHTML."""
