//! Bytes in, documents out: HTML, plain text, PDF, mail, web archives, feeds, JSON lines.
