"""Scripts that time the library; no tests."""
