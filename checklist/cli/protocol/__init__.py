"""Write, try, compare and publish protocols from the command line."""
