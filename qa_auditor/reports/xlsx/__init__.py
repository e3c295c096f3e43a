"""What every workbook is made with: text, styles, and the way to disk."""
