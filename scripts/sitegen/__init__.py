"""Turn the records under data/ into the pages under docs/.

The modules are the stages, in the order in which they may import one another (a test holds them to it):
problems, quantity, dates, fields, model, spelling, yamlfile, library, validation,
loading, guide, schema, formatting, drafting, disclosure, checks, promises, questions, freshness, views, showing,
citing, subjects, pages, terms, linked, lettering, drawing, diagrams, render, output.
"""
