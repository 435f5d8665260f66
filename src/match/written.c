/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the words found for a value say, without what belongs to the form. */
#include "zone-private.h"

#include <string.h>

/* ... and from which it is right but for what other readings get wrong too. */
#define SURE 0.95
/* An explanation in brackets behind a label is no longer than this, in words. */
#define MAX_EXPLANATION 40
/* A hint of how much is to be written, "(9 chiffres)", has no more words, and one of them has so
 * many letters ("(33/MM/A44A)"): a prefix, "(33)" or "(0)1", has none. */
#define MAX_COUNTED 4
#define COUNTED_LETTERS 4
/* A bracket that is not closed within so many words is the end of a frame, read as one. */
#define MIN_OPEN 5
/* Figures are at least this share of the letters of a number, a date (a month's name is long), a
 * reference or an address. */
#define FIGURES_NUMBER 0.7
#define FIGURES_DATE 0.3
#define DATE_FIGURES 10 /* "31 05 2026", and slashes read as 1 */
#define FIGURES_REFERENCE 0.2
#define FIGURES_ADDRESS 0.05
/* What lines to write on and the edges of frames are read as at the ends of a value. */
#define LINES "_|:>"
/* Blanks of a value are no wider, in heights of its words. Chosen: three blanks. */
#define FAR_BEHIND 2.0
/* Words of a name, dashes not counted: the longest row seen ("CHU ..., pôle de soins de suite et
 * de") has ten; a sentence of the form has more. */
#define NAME_WORDS 11

/* What leaders, rules and the label's own punctuation leave behind. */
static gboolean
is_remains(const char *text)
{
    return strspn(text, "._-—–…·:;|,'’~=*•?![](){}+°\\") == strlen(text);
}

/* Does the word stand behind the other on one row? */
static gboolean
follows_on_row(RvPx before, RvPx word)
{
    return rv_px_on_row(before, word) && rv_px_centre_x(word) > rv_px_right(before);
}

/* Words of an explanation whose opening bracket was read as a letter, at least. */
#define MIN_CLOSED 3

/* How many words at the front, `least` or more, end in a bracket that none of them opens. Figures
 * are a value's, where they are read well. */
static guint
count_closed(const GArray *words, guint least)
{
    for (guint i = 0; i < MIN(words->len, MAX_EXPLANATION); i++) {
        const RvWord *word = &g_array_index(words, RvWord, i);
        const char *text = word->text;

        if (strpbrk(text, "([{") || (strpbrk(text, "0123456789") && word->confidence >= RV_LEGIBLE))
            return 0;
        if (strpbrk(text, ")]}"))
            return i + 1 < least ? 0 : i + 1;
    }
    return 0;
}

/* How many words at the front are "(14 chiffres)": figures, a word and a bracket that closes. */
static guint
count_counted(const GArray *words)
{
    gsize most = 0;

    for (guint i = 0; i < MIN(words->len, MAX_COUNTED); i++) {
        const char *text = g_array_index(words, RvWord, i).text;
        gsize letters = 0;

        for (const char *c = text; *c; c++)
            letters += g_ascii_isalpha(*c);
        most = MAX(most, letters);
        if (strpbrk(text, ")]}"))
            return most >= COUNTED_LETTERS ? i + 1 : 0;
    }
    return 0;
}

/* How many words at the front are "(information : …)"; all when it is long and not closed. */
static guint
count_explanation(const GArray *words)
{
    const char *text = words->len ? g_array_index(words, RvWord, 0).text : "";

    if (strpbrk(text, "0123456789") && strchr("([{", *text))
        return count_counted(words);
    if (!strchr(text, '(') && *text != '[' && *text != '{')
        return count_closed(words, MIN_CLOSED);
    for (guint i = 0; i < MIN(words->len, MAX_EXPLANATION); i++)
        if (strpbrk(g_array_index(words, RvWord, i).text, ")]}"))
            return i + 1;
    return words->len < MIN_OPEN ? 0 : MIN(words->len, MAX_EXPLANATION);
}

gboolean
rv_written_is_open(const RvIndex *index, const GArray *words)
{
    const RvWord *last = words->len ? &g_array_index(words, RvWord, words->len - 1) : NULL;

    return last && !strpbrk(last->text, ")]}") &&
           (count_explanation(words) == words->len || rv_explained(index, last));
}

static void
drop_remains(GArray *words)
{
    for (guint i = words->len; i > 0; i--)
        if (is_remains(g_array_index(words, RvWord, i - 1).text))
            g_array_remove_index(words, i - 1);
}

/* With what else stands before the bracket that closes it: its last word may be misread. */
static void
drop_explained(const RvIndex *index, GArray *words)
{
    guint n = words->len;

    for (guint i = words->len; i > 0; i--)
        if (rv_explained(index, &g_array_index(words, RvWord, i - 1)))
            g_array_remove_index(words, i - 1);
    if (words->len < n && (n = count_closed(words, 1)) > 0)
        g_array_remove_range(words, 0, n);
}

/* A stamp's or a seal's print beside a value: far behind it, and hardly read where the value was
 * read well. Goes with what follows on its row. */
static void
drop_strange(GArray *words)
{
    for (guint i = 1, n; i < words->len; i++) {
        const RvWord *word = &g_array_index(words, RvWord, i), *before = word - 1;

        if (!follows_on_row(before->box, word->box) ||
            word->box.x - rv_px_right(before->box) <= FAR_BEHIND * before->box.h ||
            before->confidence < SURE || word->confidence >= RV_LEGIBLE)
            continue;
        for (n = 1; i + n < words->len && follows_on_row(word[n - 1].box, word[n].box); n++)
            ;
        g_array_remove_range(words, i--, n);
    }
}

static void
drop_front(GArray *words, guint n)
{
    if (n)
        g_array_remove_range(words, 0, n);
}

/* A bracket read by itself is no remains where it opens an explanation: "(? chiffres)". */
void
rv_written_clean(const RvIndex *index, GArray *words)
{
    const RvWord *first = words->len ? &g_array_index(words, RvWord, 0) : NULL;

    if (first && strchr(first->text, '(') && is_remains(first->text))
        drop_front(words, count_explanation(words));
    drop_remains(words);
    drop_front(words, count_explanation(words));
    drop_explained(index, words);
    drop_strange(words);
}

/* Letters (without blanks and punctuation) and figures of the words. */
static void
count_letters(const GArray *words, guint *letters, guint *figures)
{
    *letters = *figures = 0;
    for (guint i = 0; i < words->len; i++)
        for (const char *c = g_array_index(words, RvWord, i).text; *c; c = g_utf8_next_char(c)) {
            *letters += g_unichar_isalnum(g_utf8_get_char(c));
            *figures += g_ascii_isdigit(*c);
        }
}

/* Least share of figures, and most words, of what has the form of a type; no words: it has none. */
static const struct {
    double figures;
    guint words;
    const char *sign; /* that one of them holds */
} form_of[] = {
    [RV_FIELD_SIRET] = {FIGURES_NUMBER, 14, ""},
    [RV_FIELD_FINESS] = {FIGURES_NUMBER, 9, ""},
    [RV_FIELD_PHONE] = {FIGURES_NUMBER, 10, ""},
    [RV_FIELD_NUMBER] = {FIGURES_NUMBER, 1, ""},
    [RV_FIELD_DATE] = {FIGURES_DATE, 3, ""},
    [RV_FIELD_EMAIL] = {0, 3, "@"},
    [RV_FIELD_REFERENCE] = {FIGURES_REFERENCE, 3, ""},
    [RV_FIELD_ADDRESS] = {FIGURES_ADDRESS, 14, ""},
    [RV_FIELD_TEXT] = {0, NAME_WORDS, ""},
    [RV_FIELD_FREETEXT] = {0, 0, ""},
};

static gboolean
holds_sign(const GArray *words, const char *sign)
{
    for (guint i = 0; i < words->len; i++)
        if (strstr(g_array_index(words, RvWord, i).text, sign))
            return TRUE;
    return FALSE;
}

gboolean
rv_written_has_form(const GArray *words, RvFieldType type)
{
    guint letters, figures, n = 0;

    for (guint i = 0; i < words->len; i++)
        n += !is_remains(g_array_index(words, RvWord, i).text);
    count_letters(words, &letters, &figures);
    if (type == RV_FIELD_DATE && letters == figures && letters <= DATE_FIGURES)
        n = MIN(n, form_of[type].words); /* a comb parts them */
    return n && n <= form_of[type].words && letters && figures >= form_of[type].figures * letters &&
           holds_sign(words, form_of[type].sign);
}

/* The words' digits as of one text; NULL: one of them lacks them. */
static GArray *
digits_of(const GArray *words)
{
    GArray *digits = g_array_new(FALSE, TRUE, sizeof(RvDigitCosts));

    for (guint i = 0; i < words->len; i++) {
        const RvWord *word = &g_array_index(words, RvWord, i);

        if (!word->digits) {
            g_array_unref(digits);
            return NULL;
        }
        if (i)
            g_array_set_size(digits, digits->len + 1); /* the blank */
        g_array_append_vals(digits, word->digits, (guint)g_utf8_strlen(word->text, -1));
    }
    return digits;
}

/* Takes the first `n` characters off the value's text, all of them ASCII. */
static void
cut_front(RvValue *value, gsize n)
{
    memmove(value->text, value->text + n, strlen(value->text + n) + 1);
    if (value->digits && n)
        g_array_remove_range(value->digits, 0, (guint)n);
}

/* Takes off what lines to write on and the ends of a frame were read as: brackets without a partner
 * too. */
static void
drop_frame(RvValue *value)
{
    char *text = value->text;
    gsize n;

    cut_front(value, strspn(text, LINES " "));
    for (n = strlen(text); n > 0 && strchr(LINES " ", text[n - 1]); n--)
        text[n - 1] = 0;
    if (n > 1 && strchr("([{|", *text) && !strpbrk(text + 1, ")]}"))
        cut_front(value, 1);
    n = strlen(text);
    if (n > 1 && strchr(")]}|", text[n - 1]) && !strpbrk(text, "([{"))
        text[n - 1] = 0;
    cut_front(value, strspn(text, " "));
    g_strchomp(text);
    if (value->digits)
        g_array_set_size(value->digits, (guint)g_utf8_strlen(text, -1));
}

/* Text, confidence and box of some words. */
void
rv_written_take(const RvZone *s, const GArray *words, RvValue *value)
{
    double sum = 0, letters = 0;
    RvPx box = {0};

    for (guint i = 0; i < words->len; i++) {
        const RvWord *word = &g_array_index(words, RvWord, i);
        double n = (double)g_utf8_strlen(word->text, -1);

        sum += n * word->confidence;
        letters += n;
        box = rv_px_union(box, word->box);
    }
    rv_value_clear(value);
    value->text = rv_words_text(words, 0, words->len);
    value->digits = digits_of(words);
    drop_frame(value);
    value->confidence = letters > 0 ? sum / letters : 0;
    value->place = rv_sheet_place(s->sheet, rv_px_is_empty(box) ? s->zone : box);
}

guint
rv_written_count_letters(const GArray *words)
{
    guint letters, figures;

    count_letters(words, &letters, &figures);
    return letters;
}

gboolean
rv_written_has_letters(const GArray *words)
{
    return rv_written_count_letters(words) > 0;
}

gboolean
rv_written_is_there(const RvZone *s)
{
    return rv_written_has_letters(s->words) || rv_ink_written(s->sheet, s->zone) >= RV_WRITTEN;
}

/* The dots of an address are lost in reading more than any letter. */
static gboolean
is_fragile(const RvZone *s, const RvValue *value)
{
    return s->type == RV_FIELD_EMAIL || value->confidence < SURE;
}

static void
describe(const RvZone *s, RvValue *value)
{
    rv_written_take(s, s->words, value);
    if (rv_written_has_letters(s->words)) {
        value->state = value->confidence >= RV_LEGIBLE ? RV_VALUE_READ : RV_VALUE_ILLEGIBLE;
        return;
    }
    value->confidence = 0;
    value->state = rv_written_is_there(s) ? RV_VALUE_ILLEGIBLE : RV_VALUE_BLANK;
}

void
rv_written_read(const RvZone *s, RvValue *value)
{
    describe(s, value);
    if (value->state == RV_VALUE_ILLEGIBLE ||
        (value->state == RV_VALUE_READ && is_fragile(s, value)))
        rv_value_read_again(s, value);
    if (value->state == RV_VALUE_ILLEGIBLE && value->confidence >= RV_LEGIBLE)
        value->state = RV_VALUE_READ;
}
