"""The summary workbook of many evaluations."""
