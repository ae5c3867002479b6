"""Personal data: recognising them in what citizens type, and taking them out before anything is stored or logged."""
