"""The robustness benchmark: attacks, tools, measurements, tables and plots."""
