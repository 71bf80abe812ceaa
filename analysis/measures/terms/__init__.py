"""Terms counted: matrices, frequencies, dispersion."""
