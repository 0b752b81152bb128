"""What pages are made of: each part shows one thing, and is used by several pages."""
