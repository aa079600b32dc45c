"""Turn the records under data/ into the pages under docs/.

The modules are the stages, in the order in which they may import one another (a test holds them to it):
problems, quantity, dates, model, spelling, yamlfile, library, loading, disclosure, checks, promises, pages, render, output.
"""
