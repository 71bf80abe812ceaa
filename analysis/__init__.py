"""Say whose words news outlets carry, about what, in what tone, and how sure one can be.

Three rooms, in the order the data walks them; each module turns one table into the next.

corpus/    files -> tables: study, tables, articles, cleaning, sentences, voices, terms
measures/  tables -> numbers: frequency, keyness, agenda, reuse, sentiment, framing, topics, inference, multiverse
output/    numbers -> what people look at: figures, notebooks, report
pipeline   the walk through corpus/ and the measures that need text: ingest(), share()
paths      where the project's folders are
"""
