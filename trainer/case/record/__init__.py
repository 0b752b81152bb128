"""The record: papers written from facts, each in its author's layout, with the page on which each fact stands."""
