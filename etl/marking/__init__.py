"""Marks in an officer's own workbook: written into the package part by part, so that nothing else in it changes.

What the marks say comes from `etl.template.annotate`; here is only how a workbook carries them (colours as
conditional formats, comments, the sheet "Please fix") and how they are taken out again. Nothing here loads pandas:
it runs in the sandboxed child process that also reads the file.
"""
