/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the words found for a value say, without what belongs to the form; a second look at what was
 * not read well. */
#include "zone-private.h"

#include <string.h>

/* Ink that rv_ink_written is this sure of makes a value, read or not. */
#define WRITTEN 0.5
/* Mean confidence from which a reading is more than a guess. Handwriting reads at 0.2-0.6. */
#define LEGIBLE 0.6
/* An explanation in brackets behind a label is no longer than this, in words. */
#define MAX_EXPLANATION 40
/* A bracket that is not closed within so many words is the end of a frame, read as one. */
#define MIN_OPEN 5
/* Figures are at least this share of the letters of a number, a date (a month's name is long), a
 * reference or an address. */
#define FIGURES_NUMBER 0.7
#define FIGURES_DATE 0.3
#define FIGURES_REFERENCE 0.2
#define FIGURES_ADDRESS 0.05
/* Words of a name; a sentence has more. */
#define NAME_WORDS 7

/* What leaders, rules and the label's own punctuation leave behind. */
static gboolean
is_remains(const char *text)
{
    return strspn(text, "._-—–…·:;|,'’~=*•?![](){}+°\\") == strlen(text);
}

/* Words of an explanation whose opening bracket was read as a letter, at least. */
#define MIN_CLOSED 3

/* How many words at the front end in a bracket that none of them opens. */
static guint
count_closed(const GArray *words)
{
    for (guint i = 0; i < MIN(words->len, MAX_EXPLANATION); i++) {
        const char *text = g_array_index(words, RvWord, i).text;

        if (strpbrk(text, "([{0123456789"))
            return 0;
        if (strpbrk(text, ")]}"))
            return i + 1 < MIN_CLOSED ? 0 : i + 1;
    }
    return 0;
}

/* How many words at the front are "(information : …)"; all when it is long and not closed. */
static guint
count_explanation(const GArray *words)
{
    const char *text = words->len ? g_array_index(words, RvWord, 0).text : "";

    if (strpbrk(text, "0123456789"))
        return 0;
    if (!strchr(text, '(') && *text != '[' && *text != '{')
        return count_closed(words);
    for (guint i = 0; i < MIN(words->len, MAX_EXPLANATION); i++)
        if (strpbrk(g_array_index(words, RvWord, i).text, ")]}"))
            return i + 1;
    return words->len < MIN_OPEN ? 0 : MIN(words->len, MAX_EXPLANATION);
}

gboolean
rv_written_is_open(const GArray *words)
{
    guint n = count_explanation(words);

    return n > 0 && n == words->len && !strpbrk(g_array_index(words, RvWord, n - 1).text, ")]}");
}

static void
drop_remains(GArray *words)
{
    for (guint i = words->len; i > 0; i--)
        if (is_remains(g_array_index(words, RvWord, i - 1).text))
            g_array_remove_index(words, i - 1);
}

void
rv_written_clean(GArray *words)
{
    guint n;

    drop_remains(words);
    if ((n = count_explanation(words)) > 0)
        g_array_remove_range(words, 0, n);
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
    const char *sign; /* that it holds */
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

gboolean
rv_written_has_form(const GArray *words, RvFieldType type)
{
    guint letters, figures;

    if (!words->len || words->len > form_of[type].words)
        return FALSE;
    count_letters(words, &letters, &figures);
    return letters && figures >= form_of[type].figures * letters &&
           strstr(g_array_index(words, RvWord, 0).text, form_of[type].sign);
}

/* Takes off the ends of a frame, which were read as brackets without a partner. */
static char *
without_frame(char *text)
{
    gsize n = strlen(text);

    if (n > 1 && strchr("([{|", *text) && !strpbrk(text + 1, ")]}"))
        memmove(text, text + 1, n--);
    if (n > 1 && strchr(")]}|", text[n - 1]) && !strpbrk(text, "([{"))
        text[n - 1] = 0;
    return g_strstrip(text);
}

/* Text, confidence and box of some words. */
static void
take_words(const RvZone *s, const GArray *words, RvValue *value)
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
    g_free(value->text);
    value->text = without_frame(rv_words_text(words, 0, words->len));
    value->confidence = letters > 0 ? sum / letters : 0;
    value->place = rv_sheet_place(s->sheet, rv_px_is_empty(box) ? s->zone : box);
}

static gboolean
has_letters(const GArray *words)
{
    guint letters, figures;

    count_letters(words, &letters, &figures);
    return letters > 0;
}

gboolean
rv_written_is_there(const RvZone *s)
{
    return has_letters(s->words) || rv_ink_written(s->sheet, s->zone) >= WRITTEN;
}

static void
describe(const RvZone *s, RvValue *value)
{
    take_words(s, s->words, value);
    if (has_letters(s->words)) {
        value->state = value->confidence >= LEGIBLE ? RV_VALUE_READ : RV_VALUE_ILLEGIBLE;
        return;
    }
    value->confidence = 0;
    value->state = rv_written_is_there(s) ? RV_VALUE_ILLEGIBLE : RV_VALUE_BLANK;
}

/* The area of a second look: the words or the zone, a little higher, but not into the label. */
static RvPx
look_area(const RvZone *s, const RvValue *value)
{
    RvPx area = s->words->len ? value->place.px : s->zone;
    int left = MAX(area.x - area.h / 2, rv_zone_on_row(area, s->label) ? s->from : 0);
    int right = MIN(rv_px_right(area) + area.h / 2, s->right);

    return (RvPx){left, area.y - area.h / 4, MAX(right - left, 0), area.h + area.h / 2};
}

/* A value that the page's reading lost or was not sure of, read again by itself. */
static void
look_again(const RvZone *s, RvValue *value)
{
    RvPx area = look_area(s, value);

    for (int look = 0; look < RV_READER_LOOKS && s->index->reader && s->index->value_looks_left > 0;
         look++) {
        g_autoptr(GArray) words = rv_reader_look(s->index->reader, s->sheet, area, look);
        RvValue other = {0};

        s->index->value_looks_left--;
        rv_written_clean(words);
        take_words(s, words, &other);
        if (has_letters(words) && other.confidence > value->confidence) {
            g_free(value->text);
            value->text = g_steal_pointer(&other.text);
            value->confidence = other.confidence;
        }
        rv_value_clear(&other);
    }
    if (value->confidence >= LEGIBLE)
        value->state = RV_VALUE_READ;
}

void
rv_written_read(const RvZone *s, RvValue *value)
{
    describe(s, value);
    if (value->state == RV_VALUE_ILLEGIBLE)
        look_again(s, value);
}
