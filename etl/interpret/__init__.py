"""Cells as typed -> values, each with the evidence for its reading.

Total functions: whatever a cell holds, they answer.
"""
