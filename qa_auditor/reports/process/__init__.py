"""The PDF audit report of a process: one module a chapter."""
