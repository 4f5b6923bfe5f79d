"""Charts: values in, matplotlib figures or SVG out.

Most modules import matplotlib, which is slow: import them inside the function that draws. The package re-exports no
names: if two threads of a new process imported the package and a module of it in different orders, one of them could
find a partly initialised module.
"""
