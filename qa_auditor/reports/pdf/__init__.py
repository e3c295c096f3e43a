"""What every PDF is made with: fonts, pages, text, tables, charts."""
