"""Do the tests notice a mistake? The library with one thing changed, over and over."""
