"""The process map as a workbook."""
