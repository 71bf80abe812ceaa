"""Say whose words news outlets carry, about what, in what tone, and how sure one can be.

Four rooms, in the order the data walks them; each module turns one table into the next, and no room reaches back. The
line between annotation and measures is the line between what needs the articles' text and what anybody can re-run.
The words stand in data/lexicons/en (cues.csv: said, according to; frame_acts.csv and frame_weights.csv: what is
conciliatory or confrontational), the grammar in annotation/. The report's fixed sentences stand in report/report.md,
those with numbers in output/prose/.

corpus/                      files -> sentences
    claims                   segments -> claims: what a sentence says in one voice without a break
    counted_tables           tables -> what the measures count of them, however many rows
    findings                 what a reader should know as soon as a corpus is made
    lexicon_rows             a lexicon file -> its rows, each one checked; what is wrong is said with file and line
    memory                   memory that is no longer needed -> the system
    sentences                passages -> sentences
    sharing                  what of a corpus may be published
    staged_articles          articles in any order -> in the order of their ids, a part at a time
    study                    data/study.toml -> Study: voices and their names, outlets, events, issues, compound names
    study_keys               the keys of a study file, the type that each needs, and what keeps a file from being one
    study_parts              what a study is made of, and the two of its sides that are compared
    tables                   the columns of every table; checking, reading, writing
    together                 what several are reported to say together: halves, and what they make
    word_classes             the closed classes of English words by which lines, names and talks are read
    words                    what a word is: the one token that everything else counts, matches and measures by
    articles/                files in, articles out: one reader a form
        articles             files and their metadata -> articles
        dates                a date as people write it -> YYYY-MM-DD
        documents            a file of any form -> its documents, with what the file tells of them
        exports              the export of a news archive -> its articles
        folders              a folder -> its documents, with what is known of them
        languages            the language of each article
        large_tables         a table too large to hold -> its documents one after the other
        raw_text             bytes of a file -> the text of an article, or why it is none
        records              what is known of a document before it is an article, and how files are read
        row_documents        the bytes of a table -> a document a row
        table_files          csv and parquet of others, read as text: any separator
    cleaning/                articles in, passages out: headline, body and boilerplate
        bylines              patterns of lines that say no more than when, where, by whom
        chrome               what a line is by its own words: navigation, comment form, date, credit
        cleaning             articles -> passages: what is headline and body, what is site chrome, and why
        headlines            which line is the headline, and what above it is no part of the text
        lines                raw text -> its lines
        site_talk            what a site says to its reader: cookie notice, subscription prompt, buttons
        traits               the lines of a page -> what each says of itself, and what stands around it
annotation/                  reads text and knows a language: sentences or segments in, a table out
    article_tables           articles -> the tables that their texts give
    concordance              a term in its context
    first_study              a folder of articles -> a first articles.csv and study.toml
    issues                   segments in, mentions out: where the terms of each issue stand
    lexicons                 lexicon files -> numbers by term
    phrase_matcher           the issues' terms -> patterns
    stretches                texts -> what stands between white space, each different stretch once
    coding/                  a coder beside the machine: sheets out, corrections in
        corrections          what a coder corrected -> segments
        edits                a sheet and what the coder does -> the sheet after it
        link_sheets          a coder's sheet of links between claims out, the corrections back
        sheets               a coder's sheet out, and read again
    english/                 English grammar: tokens, word classes, phrases, verb forms; another language goes beside
        classes              the closed classes of English words
        cue_lexicon          the words that introduce what others say, by every form they take
        noun_phrases         noun phrases: where a name or a description begins and ends
        records              cues with their sources; attributions with the names they were resolved to
        spelling             one spelling of a name, however a text writes it
        subjects             who is named as the subject of a cue
        tokens               words and marks of a text with their offsets, sentence by sentence
        verb_forms           how a verb form is used: finite, passive, participle, infinitive, or no verb at all
    events/                  one event told by two sides
        claim_links          the claims of two texts -> which of them tell the same matter
        document_pairs       articles -> which two tell one event, one of either side; which single ones carry both
        event_links          pairs of texts -> the links between their claims
        genres               texts of a press service -> their genre, and whom its officials spoke with
        initiators           texts of a talk -> who took the initiative for it, as the text tells it
    framing/                 the conflict-cooperation score of a sentence
        act_lexicon          the codebook of acts, and where they stand
        act_parser           a sentence's acts, each with who speaks and in what way
        act_shifts           a verb and a noun that say together what neither says alone: sanctions lifted
        act_values           a sentence's acts -> how far each brings the two closer or sets them apart
        frame_tables         sentences and segments -> their frames, and the words that made them
        framing              words and acts -> how a sentence presents the relation, conciliatory to confrontational
    reuse/                   the same words in two places
        article_copies       articles -> which of them are copies of another
        shared_runs          segments too many to compare -> those that share a run of words with another
        text_overlap         what two wordings are compared by: words, stems, runs of words
        text_reuse           segments -> pairs of segments that share their words
    terms/                   segments in, terms and their counts out
        collocation          which words stand near each other
        counting             texts -> a sparse matrix of terms in one pass
        ngrams               runs of n words as terms
        stems                forms of a word counted together
        stop_words           what is left out of a list of telling terms
        terms                segments -> terms and their counts
    tone/                    tone of the words, by several instruments
        marks                quotation marks, dashes and spaces as the lexicons write them
        masking              names that would count as words, masked
        news_column          the tone of texts by the news lexicon, towards nothing in particular
        news_tone            the news lexicon: tone towards a target
        sentiment            tone of the words by each instrument, and the words that made it
        target_tone          tone towards each voice that a segment names
        token_column         the tokens of many texts end to end, each cut and looked up once
        vader                VADER, a column at a time
        vader_column         texts -> its tokens, each distinct one looked up once
        vader_words          the words its rules name
        valences             AFINN and other lists of rated words
    voices/                  sentences -> segments: quotations, cues, sources, and whose words they are
        affiliation          for whom somebody speaks who is named by office
        attribution          attribute(): text and sentence spans -> attributions
        content_bounds       where what a cue introduces ends before its sentence does
        contents             what a cue introduces: whether something said stands beside it, where it begins and ends
        coreference          who a source is within its text: pronouns, last names, descriptions
        cue_counts           the cues of each outlet for each voice, with the stance of each cue
        cues                 the cues of a sentence, each with its source and its content
        joint_acts           what several are told to have done in words that no cue introduces
        joint_reports        what a text has several voices say or do together
        known_names          the names of a study's voices, and where they stand in a phrase
        noun_cues            nouns, adjectives and phrases that introduce: hope that, is sure that, according to
        offices              who held office when
        own_officials        in a side's own text: who speaks for it though its study does not list him
        quotations           where a quotation opens and closes, over sentences and paragraphs, with any marks
        quote_speakers       who speaks each quotation: named beside it, over it, or inherited from before
        segments             attribute_voices(): sentences -> segments
        spans                the claims and joint reports of a sentence -> its spans, each in one voice
        speaker_turns        lines that name their speaker first: headlines, turns of a transcript
        verb_cues            verbs that introduce what somebody says, with their source and their content
        voice_of_source      which voice of the study a source is
measures/                    tables -> numbers: no text, no language; anybody can re-run it from data/corpus
    events/                  one event as two sides tell it
        initiatives          articles -> by whose initiative, as each side tells it, its talks took place
        tellings             pairs, links, frames, issues -> claims, each with how the other side tells it
    inference/               intervals, tests, and when to refuse them
        inference            intervals, comparisons, false-discovery control, and when to refuse them
        intervals            sums -> estimates and limits
        limits               every number below which something is refused, with what set it
        permutation          tests by permuting labels
        power                what a corpus could have shown, and whether intervals hold
        resampling           how units are resampled
        side_tests           whether two sides differ in a score: p, or why there is none
        studentised          a difference over its standard error
        units                rows -> the articles, sentences or segments that are resampled
    issues/                  which issues each side raises
        agenda               which issues each side takes up, and which it leaves out
        agenda_counts        for whom a mention counts, and what is reported of both sides together
        prevalence           how many articles of each side raise an issue
    keyness/                 which terms set two sides apart
        article_level        what articles as units say of the log-odds: resampled intervals
        effect_sizes         log-odds with a prior, log ratio, G2
        keyness              which terms set two sides apart
        sides                the two sides of a comparison, and their counts by article
        term_tests           whether articles as units set two sides apart in a term: p, or refusal
        voice_keyness        the keyness of two voices, none where one never speaks
    reuse/                   how much of an article stands elsewhere too
        shared_words         how many words of an article stand elsewhere too
    terms/                   terms counted: matrices, frequencies, dispersion
        dispersion           how evenly a term is spread
        diversity            how varied the words are
        frequency            rates by side, tf-idf
        matrix               terms -> DocumentTermMatrix, a document being an article, a sentence, a voice ...
    tone/                    what tone and frame come to, by groups
        relations            frames by whom a press service's text is a talk with
        tone_means           means of scores by groups of segments
        word_shift           the words that set the tone of two sides apart
    topics/                  topics: fit, number, stability, claims
        factorization        non-negative factorisation of a sparse matrix
        topic_choice         how many topics
        topic_claims         which statements about topics survive other choices
        topic_coherence      whether a topic's terms belong together
        topic_labels         what a topic may be called
        topic_shares         how much of each group a topic takes up
        topic_stability      whether topics come back
        topics               matrix -> TopicModel
        weighting            counts -> weights
    validity/                how far to trust the machine
        agreement            hand coding against machine
        coder_comparison     a corpus beside its hand coding, found and compared
        leave_out            one claim without each sentence, article and issue
        link_agreement       two sheets of links -> how far two coders agree
        multiverse           one claim under every reasonable choice
        sheet_agreement      two coders' sheets, or one beside the machine -> how far they agree
        word_agreement       the same word by word: the share in the right voice
    voices/                  whose words there are, and how they are introduced
        composition          what a corpus is made of: articles over time, what was kept, whose words
        reporting_verbs      how each outlet introduces each voice
output/                      numbers -> what people look at
    coding_panel             a sentence to be judged by mouse or keyboard in a notebook
    colophon                 from which corpus, with which libraries
    export                   a table of a corpus -> a file for a spreadsheet or a manuscript
    execution                notebooks -> notebooks executed; no kernel is left
    explorer                 a concordance to play with in a notebook
    gallery                  what a notebook opens, shows and keeps
    notebooks                execute the notebooks
    publication              figures and answers of a run -> the folder where they are published
    readme                   the findings in README.md
    report                   numbers, figures and report/report.md -> HTML and PDF
    run_cache                what a notebook made of a corpus, kept
    side_by_side             the claims of pairs -> one page, claim beside claim, where the text is at hand
    verification             what was published -> what of it no longer follows from the data
    figures/                 draw_*() a figure, caption_*() its finding, save_figure() for all
        fonts                letters -> the fonts that have them, where the figures' own has not
        saving               figures -> pdf, svg, png and csv of each, and a manifest that says from which data
        style                the one place for sizes, fonts, colours and markers
        corpus/              figures of what is in the corpus
            time_line        the articles by date, with what cleaning removed
        events/              figures of one event told by two sides
            tellings         the claims of either in two columns, and lines between those that tell the same
        issues/              figures of issues
            agenda           who raised which issue, and two sides set against each other
            prevalence       which issues set the articles of two sides apart
        keyness/             figures of the terms that set two sides apart
            keyness          the terms that set two sides apart, ranked
        reuse/               figures of the same words in two places
            shared_words     how many words each article shares with each other one
        terms/               figures of terms counted
            frequency        how often each side uses the commonest terms
        tone/                figures of tone and frame
            months           scores of the two sides by month
            tone             tone and frame, every segment a point; by issue
            word_shift       the words that set the tone of two voices apart
        topics/              figures of topics
            topics           who writes of what, top terms, how many topics, a map
        validity/            figures of how far to trust the machine
            agreement        hand coding against machine; nominal against true coverage
            leave_out        what a difference rests on, every sentence and article a point
            multiverse       one claim under every choice: a specification curve
        voices/              figures of whose words there are
            reporting_verbs  how each outlet introduces each voice
            voice_shares     share of words by voice and outlet
    prose/                   findings -> the sentences at the head of each notebook, for the report too
        claims               a claim under other reasonable choices, in sentences
        corpus               what is in the corpus, and whose words it carries
        events               what two sides tell of one event, and what either leaves out
        numbers              how numbers and lists read in a sentence
        telling              by whose telling a side's words are known, how each side speaks of the other
        terms                which words, which issues, and what stands in two places
        tone                 tone and frame of each voice, how sure one can be, where the two part
        topics               what the articles are about
        validity             how far to trust the machine: beside a coder, and by simulation

assembly                     the tables of parts -> the files of a corpus
parts                        articles in order -> the tables of each part, kept until the corpus is whole
paths                        where the project's folders are
pipeline                     the walk through corpus/ and annotation/: ingest(), share()
storage                      files replaced whole or not at all, only the program's own, one run at a time
workers                      one function over many parts: here, in several processes, or on a Dask cluster
__main__                     the command line: python -m analysis, or readouts
"""
