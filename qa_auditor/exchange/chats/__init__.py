"""Chats: tables, JSON and text as messengers, help desks and houses export them; many chats in one file."""
