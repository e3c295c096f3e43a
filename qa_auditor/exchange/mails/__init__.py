"""E-mails: single ones and mailboxes. Nothing in them is run, and nothing that they point to is fetched."""
