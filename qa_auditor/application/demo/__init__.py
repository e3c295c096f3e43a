"""The demo workspace: its people, its story, its words, and how it is made through the use cases."""
