"""The code table: what each source file imports, defines, calls and asserts, with line numbers."""
