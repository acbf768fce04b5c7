"""Articles shown to people in a terminal: as a paper prints them, what differs between two, and how many have what."""
