"""Turn the records under data/ into the pages under docs/.

The modules are the stages, in the order in which they may import one another (a test holds them to it):
problems, files, quantity, dates, fields, model, editions, spelling, yamlfile, paging, library, validation,
reading, loading, guide, schema, formatting, drafting, disclosure, promises, questions, freshness, views, showing,
addresses, checks, citing, news, subjects, pages, terms, printing, export, linked, lettering, drawing, diagrams,
calendars, plain, render, running, output, reuse, inventory, differences, markdown, telling, upkeep.
"""
