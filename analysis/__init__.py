"""Say whose words news outlets carry, about what, in what tone, and how sure one can be.

Three rooms, in the order the data walks them; each module turns one table into the next, and no room reaches back.

corpus/              files -> tables
    study            data/study.toml -> Study: voices and their names, outlets, events, issues, compound names
    study_keys       the keys of a study file, and the type that each needs
    tables           the columns of every table; checking, reading, writing
    articles         files and their metadata -> articles
    raw_text         bytes of a file -> the text of an article, or why it is none
    table_files      csv and parquet of others, read as text
    languages        the language of each article
    findings         what a reader should know as soon as a corpus is made
    cleaning         articles -> passages: what is headline and body, what is site chrome, and why
    lines            raw text -> its lines
    chrome           what a line is by its own words: navigation, comment form, date, credit
    site_talk        what a site says to its reader: cookie notice, subscription prompt, buttons
    headlines        which line is the headline, and what above it is no part of the text
    traits           the lines of a page -> what each says of itself, and what stands around it
    sentences        passages -> sentences
    voices/          sentences -> segments: quotations, cues, sources, and whose words they are
    together         what several are reported to say together: halves, and what they make
    offices          who held office when
    coding           a coder's sheet out, the corrections back into the segments
    terms            segments -> terms and their counts
    counting         texts -> a sparse matrix of terms in one pass
    ngrams           runs of n words as terms
    stems            forms of a word counted together
    stop_words       what is left out of a list of telling terms
    matrix           terms -> DocumentTermMatrix, a document being an article, a sentence, a voice ...
    sharing          what of a corpus may be published
measures/            tables -> numbers
    composition      what a corpus is made of: articles over time, what was kept, whose words
    frequency        rates by side, tf-idf
    dispersion       how evenly a term is spread
    diversity        how varied the words are
    collocation      which words stand near each other
    concordance      a term in its context
    keyness          which terms set two sides apart
    sides            the two sides of a comparison, and their counts by article
    effect_sizes     log-odds with a prior, log ratio, G2
    article_level    what articles as units say of the log-odds: resampled intervals
    term_tests       whether articles as units set two sides apart in a term: p, or refusal
    agenda           which issues each side takes up, and which it leaves out
    agenda_counts    for whom a mention counts, and what is reported of both sides together
    codebook         the issues' terms -> patterns
    prevalence       how many articles of each side raise an issue
    reuse            the same words in two places
    wording          what two wordings are compared by
    reporting_verbs  how each outlet introduces each voice
    sentiment        tone of the words by each instrument, and the words that made it
    lexicons         lexicon files -> numbers by term
    marks            quotation marks, dashes and spaces as the lexicons write them
    valences         AFINN and other lists of rated words
    vader            VADER, a column at a time
    vader_column     texts -> its tokens, each distinct one looked up once
    vader_words      the words its rules name
    news_tone        the news lexicon: tone towards a target
    target_tone      tone towards each voice that a segment names
    masking          names that would count as words, masked
    word_shift       the words that set the tone of two sides apart
    framing          how a sentence presents the relation, conciliatory to confrontational
    frame_acts       the codebook of acts, and where they stand
    frame_shifts     a verb and a noun that say together what neither says alone: sanctions lifted, a truce broken
    frame_readings   a sentence's acts, each with who speaks and in what way
    topics           matrix -> TopicModel
    weighting        counts -> weights
    factorization    non-negative factorisation of a sparse matrix
    topic_coherence  whether a topic's terms belong together
    topic_stability  whether topics come back
    topic_choice     how many topics
    topic_shares     how much of each group a topic takes up
    topic_claims     which statements about topics survive other choices
    topic_labels     what a topic may be called
    limits           every number below which something is refused, with what set it
    inference        intervals, comparisons, false-discovery control, and when to refuse them
    units            rows -> the articles, sentences or segments that are resampled
    intervals        sums -> estimates and limits
    resampling       how units are resampled
    permutation      tests by permuting labels
    studentised      a difference over its standard error
    side_tests       whether two sides differ in a score: p, or why there is none
    power            what a corpus could have shown, and whether intervals hold
    multiverse       one claim under every reasonable choice
    leave_out        one claim without each sentence, article and issue
    agreement        hand coding against machine
    word_agreement   the same word by word: the share in the right voice
output/              numbers -> what people look at
    figures/         draw_*() a figure, caption_*() its finding, save_figure() for all
    answers/         the sentences at the head of each notebook
    wording          how numbers and lists read in a sentence
    explorer         a concordance to play with in a notebook
    colophon         from which corpus, with which libraries
    notebooks        execute the notebooks
    report           numbers, figures and report/report.md -> HTML and PDF
    readme           the findings in README.md

pipeline             the walk through corpus/ and the measures that need text: ingest(), share()
paths                where the project's folders are
storage              files that replace what was there: whole or not at all, only the program's own, one run at a time
__main__             the command line
"""
