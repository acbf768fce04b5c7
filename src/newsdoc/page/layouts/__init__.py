"""The layouts that newsdoc knows, a file for each."""
