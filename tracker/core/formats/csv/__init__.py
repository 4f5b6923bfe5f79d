"""Tables: the zip of a diary's tables, and day tables for the trigger analysis."""
