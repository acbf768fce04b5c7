"""The pages of HTML that newsdoc writes, and reading them back exactly."""
