"""XML: how it is read safely, how markup becomes blocks, and how XHTML is written."""
