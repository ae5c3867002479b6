"""Ways into the assistant."""
