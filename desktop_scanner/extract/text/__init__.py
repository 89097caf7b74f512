"""Reading plain text: words to be looked for, the language it is in, the snippets that it gives."""
