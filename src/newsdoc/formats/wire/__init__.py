"""The text of news wires: what IPTC 7901 and ANPA 1312 share."""
