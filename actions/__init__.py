"""Custom actions: what depends on the citizen's municipality or on the conversation. Thin; the facts are in `bot`."""
