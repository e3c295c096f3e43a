"""Builds the program once and hands it over by constructor arguments.

``program`` opens a workspace for the command line; ``window`` shows the window, which paints before the database is
loaded: hence nothing is imported here.
"""
