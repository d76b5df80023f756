"""Published models with known answers, each with its origin."""
