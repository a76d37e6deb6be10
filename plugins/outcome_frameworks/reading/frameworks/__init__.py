"""Framework files, from a folder to the model: each problem explained, and all kept that can be read."""
