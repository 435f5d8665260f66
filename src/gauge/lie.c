/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the page lies: askew, on its side, on its head. */
#include "gauge/defects.h"

#include <math.h>

/* Degrees. Below the first, paper is never laid down better and nobody sees it; from the last on,
 * no reader takes the lines for lines. In between the first few cost the most. */
#define SKEW_FINE 0.8
#define SKEW_BAD 40.0
#define SKEW_BEND 0.66
/* Feet or heads of two letters agree within this share of their height: less than an ascender,
 * which has a third; and pixels are whole. */
#define SAME_LINE 0.12
/* What is lower in x-heights is a dot or a dash; wider in heights, a word grown together. */
#define LETTER_LEAST 0.6
#define LETTER_SHAPE 2.0
/* A page stands on its head when heads win by so many standard deviations of a fair coin, and by so
 * much: of many letters a trifle would be enough for the first. */
#define MIN_SIGMA 3.0
#define MIN_LEAD 1.5
/* Neighbours that agree, of all: of letters nine in ten do, of broken ones and specks about half.
 */
#define MIN_PAIRS 10
/* Letters are no more than so many times as high as wide, on the whole. */
#define STACKED 2.1
#define UNKNOWN 0.6
#define AGREE_NONE 0.35
#define AGREE_ALL 0.65

typedef struct {
    guint pairs;             /* neighbours on a line */
    guint feet, heads, both; /* of which agree in their feet alone, ... */
} Votes;

static gboolean
is_plain(const RvGlance *glance, const RvLetter *letter)
{
    double height = letter->foot - letter->head;
    double length = glance->is_lying ? letter->box.h : letter->box.w;

    return height >= LETTER_LEAST * glance->x_height && length <= LETTER_SHAPE * height;
}

static void
vote(const RvLetter *a, const RvLetter *b, Votes *votes)
{
    double slack = MAX(1.01, SAME_LINE * MAX(a->foot - a->head, b->foot - b->head));
    gboolean foot = fabsf(a->foot - b->foot) <= slack, head = fabsf(a->head - b->head) <= slack;

    votes->pairs++;
    votes->feet += foot && !head;
    votes->heads += head && !foot;
    votes->both += head && foot;
}

/* Of each letter and the nearest. */
static Votes
count_votes(const RvGlance *glance)
{
    Votes votes = {0};

    for (guint i = 0; i < glance->letters->len; i++) {
        const RvLetter *a = &g_array_index(glance->letters, RvLetter, i), *b;

        if (a->mate < 0)
            continue;
        b = &g_array_index(glance->letters, RvLetter, a->mate);
        if ((b->mate == (int)i && a->mate < (int)i) || !is_plain(glance, a) || !is_plain(glance, b))
            continue;
        vote(a, b, &votes);
    }
    return votes;
}

/* 0-1: do letters stand on lines that lie as the glance says? Of what is no letter neighbours agree
 * by chance. */
static double
trust(const Votes *votes)
{
    double agree = votes->feet + votes->heads + votes->both;

    return votes->pairs < MIN_PAIRS ? UNKNOWN
                                    : rv_ramp(agree / votes->pairs, AGREE_NONE, AGREE_ALL);
}

RvSeen
rv_see_skewed(const RvExam *exam)
{
    Votes votes = count_votes(exam->glance);
    double off = rv_ramp(fabs(exam->glance->skew_deg), SKEW_FINE, SKEW_BAD);

    return (RvSeen){.severity = pow(off, SKEW_BEND) * trust(&votes)};
}

/* Letters stand on one line by their feet, while their heads do not: there are more ascenders,
 * capitals and digits than descenders in Latin writing. */
static gboolean
stands_on_its_head(const Votes *votes)
{
    return votes->heads > MIN_LEAD * votes->feet &&
           votes->heads - (double)votes->feet > MIN_SIGMA * sqrt(votes->heads + votes->feet);
}

/* Words that are grown together and stand below each other look like letters of a lying page, but
 * far too high for the room they take along it. */
static gboolean
are_stacked_words(const RvGlance *glance)
{
    double across = 0, along = 0;

    for (guint i = 0; i < glance->letters->len; i++) {
        RvPx box = g_array_index(glance->letters, RvLetter, i).box;

        across += box.w;
        along += box.h;
    }
    return across > STACKED * along;
}

RvSeen
rv_see_turned(const RvExam *exam)
{
    Votes votes = count_votes(exam->glance);

    if (exam->glance->is_lying ? are_stacked_words(exam->glance) : !stands_on_its_head(&votes))
        return (RvSeen){0};
    return (RvSeen){.severity = votes.pairs >= MIN_PAIRS && trust(&votes) > UNKNOWN};
}
