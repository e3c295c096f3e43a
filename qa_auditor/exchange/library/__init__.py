"""Files of the library: processes, standards, the process map, and the table of topics; read, checked and written."""
