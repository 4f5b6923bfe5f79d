"""Rules over the diary. They arrive with their own issue; the room and its borders stand already."""
