"""This room is what the pages' own calls reach: records, event streams, actions, chat and landscapes."""
