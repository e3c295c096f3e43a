"""Documents for people: the Excel scorecard and summary, the PDF audit report of a process."""
