"""Neural networks in small NumPy functions: what the notes stand on."""
