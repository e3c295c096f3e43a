"""Chinese characters as search and rules see them: which spellings are one word, and how it sounds.

``fold`` makes traditional and simplified, full-width and half-width, capital and small letters one; ``pinyin`` knows
how a character is read and which characters sound alike. Nothing is loaded before it is first asked for.
"""
