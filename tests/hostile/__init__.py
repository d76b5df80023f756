"""What comes from outside and means harm: files of every kind, and what they carry into outputs."""
