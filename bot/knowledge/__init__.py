"""What the assistant knows: answers, amounts by date, glossary, sources."""
