/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the benchmarks share. */
#pragma once

#include "recevable/geometry.h"
#include "recevable/pdf.h"
#include "recevable/read.h"

/* ---- pages.c: the documents that a benchmark makes itself ---------------------------------- */

typedef struct {
    const char *name; /* "clean", "office" ... */
    int level;        /* of make-corpus */
} BenchLevel;
extern const BenchLevel bench_levels[];
extern const guint bench_n_levels;

/* A printed line that stands on a page. */
typedef struct {
    int page;
    RvPt rect; /* as displayed */
    char *text;
} BenchLine;

typedef struct {
    char *path;
    int n_pages;
    GArray *lines; /* BenchLine */
} BenchDocument;

/* Makes `n` documents of a level in `folder`, or takes them from there when they have been made of
 * the same seed already. Fails with a message: a benchmark without pages is none. */
GPtrArray *bench_documents(const char *maker, const char *folder, const BenchLevel *level, int n,
                           int seed);

/* ---- corpus.c: documents of every kind with their truth ------------------------------------- */

/* Makes the first `n` documents of a seed, of all levels, by BUILD/make-corpus: each with the fault
 * (a name of --list-faults), or with NULL half of them with one by lot. What was made of them
 * before stays while the maker and the templates are the same. Gives the folder, which is the
 * caller's; fails with a message. */
char *bench_corpus(const char *build, int n, int seed, const char *fault);
/* The same in that folder, from that number on, with other options of the maker, NULL at the end.
 */
void bench_make(const char *build, const char *folder, int first, int n, int seed,
                const char *const *options);
/* The name, without folder and ending, of the i-th of them; owned by the caller. */
char *bench_corpus_name(int i);
/* The names, sorted and without the ending, of a folder's files that end so; owned by the caller.
 */
GPtrArray *bench_files(const char *folder, const char *ending);

/* ---- run.c: a command and what it costs ---------------------------------------------------- */

typedef struct {
    double cpu, wall; /* seconds, of the command and all that it started */
    long peak_kib;    /* of the largest process among them */
    int status;       /* as waitpid() gives it */
    char *output;     /* what it wrote; NULL when it failed */
} BenchRun;

/* `environment`: NAME=VALUE that is added, or NULL. */
BenchRun bench_run(const char *const *command, const char *environment);
/* Runs all of them, two at a time; each (a NULL-ended array of char *) is stopped by SIGALRM when
 * it takes longer than so many seconds, 0: never. The runs, in the order of the commands, and their
 * outputs are the caller's. */
BenchRun *bench_run_all(const GPtrArray *commands, guint limit);
double bench_cpu(void); /* of this process, seconds */
/* The i-th argument as a number above 0, or the usual one. */
int bench_number(int argc, char **argv, int i, int usual);

/* ---- measure.c: how well lines were read --------------------------------------------------- */

typedef struct {
    long letters, errors, lines, hits, exact_words, words;
} BenchTally;

/* Every true line of a page is placed where it fits best in the page's text, whatever the order.
 * Quotes, dashes, blanks and runs of dots are made alike in both first. */
void bench_measure(BenchTally *tally, const BenchDocument *document, int page, const char *text);
void bench_tally_add(BenchTally *sum, const BenchTally *tally);
/* Edits (letters added, lost or changed) between a text and its best place in another; both UTF-8.
 */
int bench_edits(const char *needle, const char *hay);
/* What was read, line by line; owned by the caller. */
char *bench_text(const RvReading *reading);
/* The text with what print does not tell apart made alike; owned by the caller. */
char *bench_plain(const char *text);

/* ---- alter.c: phrases that differ a little from others ------------------------------------- */

#define BENCH_DECOYS 6
extern const char *const bench_decoy_names[BENCH_DECOYS];
/* The text altered in the way of that number at a place by lot; owned by the caller. NULL when it
 * cannot be, or would say nothing else. */
char *bench_alter(guint kind, const char *text, GRand *rand);
