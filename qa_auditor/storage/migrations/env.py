"""Alembic's environment: runs within the connection and transaction that the program hands over."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], render_as_batch=True)
context.run_migrations()
