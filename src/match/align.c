/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A wording against read text: edit distance with free ends in the text (Sellers 1980), its trace,
 * and what the trace says of each word. */
#include "match-private.h"

#include "recevable/text.h"

#include <string.h>

/* Costs of the trace. Spaces are cheap to lose (words read as one) and dear to swap for a letter,
 * so that word boundaries stay together; look-alikes are half a swap. */
enum { COST_SPACE = 1, COST_LETTER = 2, COST_LIKE = 1, COST_SWAP = 3, COST_SPACE_SWAP = 6 };

/* Letters that scans make alike, in key form. Both directions. */
static const char *const alike[] = {"o0", "il", "i1", "l1", "ec", "s5", "b8", "nu",
                                    "g9", "ao", "eo", "vy", "tf", "ij", "z2"};

static gboolean
letters_alike(char a, char b)
{
    for (gsize i = 0; i < G_N_ELEMENTS(alike); i++)
        if ((alike[i][0] == a && alike[i][1] == b) || (alike[i][0] == b && alike[i][1] == a))
            return TRUE;
    return FALSE;
}

/* What letters of a scan are made of: "cl" is read as d, "rn" as m, "ri" as n, and back. */
static const struct {
    char letter;
    const char *shapes;
} shapes_of[] = {{'o', "0"},   {'i', "1"},  {'l', "1"}, {'d', "c1"},
                 {'m', "rr1"}, {'n', "r1"}, {'w', "vv"}};

static const char *
shapes_of_letter(char letter)
{
    for (gsize i = 0; i < G_N_ELEMENTS(shapes_of); i++)
        if (shapes_of[i].letter == letter)
            return shapes_of[i].shapes;
    return NULL;
}

/* A word, shape by shape: `rest` are those left of the letter before `at`. */
typedef struct {
    const char *at, *rest;
} Shapes;

/* 0 at the end. */
static char
next_shape(Shapes *s)
{
    if (!*s->rest) {
        const char *shapes = *s->at ? shapes_of_letter(*s->at) : NULL;

        if (!shapes)
            return *s->at ? *s->at++ : 0;
        s->at++;
        s->rest = shapes;
    }
    return *s->rest++;
}

gboolean
rv_word_looks_same(const char *a, const char *b)
{
    Shapes of_a = {a, ""}, of_b = {b, ""};
    char shape;

    do {
        shape = next_shape(&of_a);
        if (shape != next_shape(&of_b))
            return FALSE;
    } while (shape);
    return TRUE;
}

static int
swap_cost(char a, char b)
{
    if (a == b)
        return 0;
    if (a == ' ' || b == ' ')
        return COST_SPACE_SWAP;
    return letters_alike(a, b) ? COST_LIKE : COST_SWAP;
}

static int
gap_cost(char c)
{
    return c == ' ' ? COST_SPACE : COST_LETTER;
}

/* The matrix: row i for the first i bytes of the key, column j for the first j of the text. */
typedef struct {
    const char *key, *text;
    int m, n;
    int *cost;
} Matrix;

static int *
cell(const Matrix *x, int i, int j)
{
    return &x->cost[(gsize)i * (gsize)(x->n + 1) + (gsize)j];
}

static void
fill(Matrix *x, int start_before)
{
    int late = 1 << 24; /* no start here */

    for (int j = 0; j <= x->n; j++)
        *cell(x, 0, j) = j < start_before ? 0 : late;
    for (int i = 1; i <= x->m; i++) {
        int drop = gap_cost(x->key[i - 1]);

        *cell(x, i, 0) = *cell(x, i - 1, 0) + drop;
        for (int j = 1; j <= x->n; j++) {
            int best = *cell(x, i - 1, j - 1) + swap_cost(x->key[i - 1], x->text[j - 1]);

            best = MIN(best, *cell(x, i - 1, j) + drop);
            *cell(x, i, j) = MIN(best, *cell(x, i, j - 1) + gap_cost(x->text[j - 1]));
        }
    }
}

/* at[i]: the byte of the text that byte i of the key stands for, or -1. Returns the first column.
 */
static int
trace(const Matrix *x, int end, int *at)
{
    int i = x->m, j = end;

    while (i > 0) {
        int here = *cell(x, i, j);

        if (j > 0 && here == *cell(x, i - 1, j - 1) + swap_cost(x->key[i - 1], x->text[j - 1])) {
            i--;
            j--;
            at[i] = j;
        } else if (here == *cell(x, i - 1, j) + gap_cost(x->key[i - 1])) {
            at[--i] = -1;
        } else {
            j--;
        }
    }
    return j;
}

/* Of places that cost the same, the trace found the last. A letter goes back to the one before it:
 * the e of "ouvre" is not that of a word put in behind it, which was then no word by itself. */
static void
pull_together(const Matrix *x, int *at)
{
    for (int i = 1; i < x->m; i++) {
        int next = at[i - 1] + 1;

        if (at[i - 1] >= 0 && at[i] > next && x->key[i] != ' ' && x->key[i - 1] != ' ' &&
            x->text[next] == x->key[i])
            at[i] = next;
    }
}

static int
best_end(const Matrix *x)
{
    int best = 0;

    for (int j = 1; j <= x->n; j++)
        if (*cell(x, x->m, j) < *cell(x, x->m, best))
            best = j;
    return best;
}

/* The whole token of the text around byte j, as [*from, *to). */
static void
token_around(const char *text, int n, int j, int *from, int *to)
{
    for (*from = j; *from > 0 && text[*from - 1] != ' '; (*from)--)
        ;
    for (*to = j; *to < n && text[*to] != ' '; (*to)++)
        ;
}

/* Does a byte of the key outside [start, end) stand in text[from, to)? */
static gboolean
shared_token(const int *at, int m, int start, int end, int from, int to)
{
    for (int i = 0; i < m; i++)
        if ((i < start || i >= end) && at[i] >= from && at[i] < to)
            return TRUE;
    return FALSE;
}

/* What of the text stands for key[start, end): from the first to the last byte aligned, widened to
 * whole tokens unless they hold a neighbour's letters too. FALSE when nothing does. */
static gboolean
span_of_word(const Matrix *x, const int *at, int start, int end, int *from, int *to)
{
    int a, b;

    *from = *to = -1;
    for (int i = start; i < end; i++) {
        if (at[i] < 0 || x->text[at[i]] == ' ')
            continue;
        if (*from < 0)
            *from = at[i];
        *to = at[i] + 1;
    }
    if (*from < 0)
        return FALSE;
    token_around(x->text, x->n, *from, &a, &b);
    if (!shared_token(at, x->m, start, end, a, *from))
        *from = a;
    token_around(x->text, x->n, *to - 1, &a, &b);
    if (!shared_token(at, x->m, start, end, *to, b))
        *to = b;
    return TRUE;
}

static gboolean
has_digit(const char *s)
{
    return strpbrk(s, "0123456789") != NULL;
}

/* Edits that a reading error may make in a word: one in a short one, a quarter of a long one. */
static int
tolerated_edits(gsize length)
{
    return length <= 2 ? (length == 2) : MAX(1, (int)length / 4);
}

static RvWordMatch
compare_word(const char *want, const char *read)
{
    gsize length = strlen(want);
    int edits;

    if (rv_word_looks_same(want, read))
        return RV_WORD_SAME;
    if (has_digit(want))
        return RV_WORD_WRONG; /* a figure says what it says */
    edits = rv_text_distance(want, read);
    if (length == 1)
        return strlen(read) == 1 ? RV_WORD_CLOSE : RV_WORD_WRONG;
    return edits <= tolerated_edits(length) ? RV_WORD_CLOSE : RV_WORD_WRONG;
}

static char *
without_spaces(const char *text, int from, int to)
{
    GString *out = g_string_new(NULL);

    for (int i = from; i < to; i++)
        if (text[i] != ' ')
            g_string_append_c(out, text[i]);
    return g_string_free(out, FALSE);
}

static RvExpected
judge_word(const Matrix *x, const int *at, int start, int end, const RvChain *chain,
           RvConfidenceOf confidence_of, gconstpointer data)
{
    RvExpected word = {start, end, FALSE, RV_WORD_LACKING, NULL, 1.0, 0};
    g_autofree char *want = g_strndup(x->key + start, (gsize)(end - start));
    int from, to;

    if (!span_of_word(x, at, start, end, &from, &to)) {
        word.read = g_strdup("");
        return word;
    }
    word.read = without_spaces(x->text, from, to);
    word.match = compare_word(want, word.read);
    word.where = g_array_index(chain->word_of, guint, to - 1);
    for (int j = from; j < to; j++)
        word.confidence =
            MIN(word.confidence, confidence_of(g_array_index(chain->word_of, guint, j), data));
    return word;
}

static void
collect_words(RvAlignment *a, const Matrix *x, const int *at, const gboolean *strict,
              const RvChain *chain, RvConfidenceOf confidence_of, gconstpointer data)
{
    for (int start = 0; start < x->m;) {
        int end = start;
        RvExpected word;

        while (end < x->m && x->key[end] != ' ')
            end++;
        word = judge_word(x, at, start, end, chain, confidence_of, data);
        word.strict = strict && strict[start];
        g_array_append_val(a->expected, word);
        start = end + 1;
    }
}

/* Tokens between the first and last byte aligned in which no byte of the key stands. */
static void
collect_extra(RvAlignment *a, const Matrix *x, const int *at, int from, int to)
{
    for (int j = from; j < to;) {
        int start, end;

        if (x->text[j] == ' ') {
            j++;
            continue;
        }
        token_around(x->text, x->n, j, &start, &end);
        if (start >= from && end <= to && !shared_token(at, x->m, 0, 0, start, end))
            g_ptr_array_add(a->extra, g_strndup(x->text + start, (gsize)(end - start)));
        j = end;
    }
}

static void
expected_clear(gpointer word)
{
    g_free(((RvExpected *)word)->read);
}

static RvAlignment *
alignment_new(void)
{
    RvAlignment *a = g_new0(RvAlignment, 1);

    a->expected = g_array_new(FALSE, TRUE, sizeof(RvExpected));
    g_array_set_clear_func(a->expected, expected_clear);
    a->extra = g_ptr_array_new_with_free_func(g_free);
    return a;
}

void
rv_alignment_free(RvAlignment *a)
{
    if (!a)
        return;
    g_array_unref(a->expected);
    g_ptr_array_unref(a->extra);
    g_free(a);
}

RvAlignment *
rv_align(const char *key, const gboolean *strict, const RvChain *chain, gsize length,
         gsize start_before, RvConfidenceOf confidence_of, gconstpointer data)
{
    Matrix x = {key, chain->text->str, (int)strlen(key), (int)MIN(length, chain->text->len), NULL};
    g_autofree int *cost = g_new(int, (gsize)(x.m + 1) * (gsize)(x.n + 1));
    g_autofree int *at = g_new(int, (gsize)x.m + 1);
    RvAlignment *a;
    int end, from = G_MAXINT, to = -1;

    if (!x.m || !x.n)
        return NULL;
    x.cost = cost;
    fill(&x, (int)MIN(start_before, (gsize)x.n));
    end = best_end(&x);
    trace(&x, end, at);
    pull_together(&x, at);
    for (int i = 0; i < x.m; i++) {
        if (at[i] < 0 || x.text[at[i]] == ' ')
            continue;
        from = MIN(from, at[i]);
        to = MAX(to, at[i] + 1);
    }
    if (to < 0)
        return NULL;
    a = alignment_new();
    collect_words(a, &x, at, strict, chain, confidence_of, data);
    collect_extra(a, &x, at, from, to);
    a->similarity = 1.0 - (double)*cell(&x, x.m, end) / (COST_LETTER * x.m);
    a->first = g_array_index(chain->word_of, guint, from);
    a->last = g_array_index(chain->word_of, guint, to - 1);
    return a;
}
