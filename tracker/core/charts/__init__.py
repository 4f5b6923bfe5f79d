"""Values in, matplotlib figures out. The last step, and the only room that draws.

Its files import matplotlib, which takes longer than a page may: import them inside the function that draws. For that
reason the room hands no names on: two pages that are drawn at once in a new process would import the room and a file
of it in two orders, and one of them would find a half-made module.
"""
