/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates as French papers write them. */
#include "validate-private.h"

#include "recevable/i18n.h"
#include "recevable/text.h"

#include <stdlib.h>
#include <string.h>

/* The programme's papers are of this century. */
#define FIRST_YEAR 2000
#define LAST_YEAR 2100
/* "21/05/20": the start of a year that was never finished ("20.."), not the year 2020, which is
 * before the programme. */
#define UNFINISHED_YEAR 20
/* Edits from "jjmmaaaa" within which a reading is still the placeholder. */
#define PLACEHOLDER_EDITS 2

/* Cells of a date are as many. Figures that stand by themselves in so many places and more stand in
 * cells: day, month and year are three places, or four. */
#define IN_CELLS 8
#define LEAST_IN_CELLS 5

#define DAY "(?<day>\\d{1,2})"
#define MONTH "(?<month>\\d{1,2})"
#define YEAR "(?<year>2\\s?0\\s?\\d\\s?\\d|\\d{4}|\\d{2})"
#define START "(?<!\\d)(?<!\\d[/.])"
#define END "(?!\\d)"
#define DAY_OF_TWO "(?<day>\\d\\d)"
#define MONTH_OF_TWO "(?<month>\\d\\d)"
#define SIGN "\\s?[17l|i/.-]?\\s?"

/* In rv_text_fold()ed text. */
static const char *const patterns[] = {
    START DAY "\\s?[/.\\-,\\\\|]\\s?" MONTH "\\s?[/.\\-,\\\\|]\\s?" YEAR END,
    START DAY "\\s" MONTH "\\s" YEAR END,
    START "(?<year>\\d{4})\\s?[/.\\-]\\s?" MONTH "\\s?[/.\\-]\\s?" DAY END,
    START DAY "\\s?(?:er|e)?[\\s.\\-/]?(?<name>[a-z]{3,10})[.]?[\\s.\\-/]?" YEAR END,
    /* Slashes are read as 1; nobody writes ten digits for a date. */
    "^(?<day>\\d\\d)\\s?[1l|i/]\\s?(?<month>\\d\\d)\\s?[1l|i/]\\s?(?<year>20\\d\\d)$",
    "^(?<day>\\d\\d)(?<month>\\d\\d)(?<year>20\\d\\d)$",
    /* A comb with signs between its cells. */
    "^(?<day>\\d\\s?\\d)\\s?[/.-]\\s?(?<month>\\d\\s?\\d)\\s?[/"
    ".-]\\s?(?<year>2\\s?0\\s?\\d\\s?\\d)$",
    /* One of them is read as 1 or 7, or lost: "22107/26", "27/0926". */
    "^(?=.*[/.-])" DAY_OF_TWO SIGN MONTH_OF_TWO SIGN "(?<year>20\\d\\d|\\d\\d)$",
};

static const char *const months[] = {
    "janvier", "fevrier", "mars",      "avril",   "mai",      "juin",
    "juillet", "aout",    "septembre", "octobre", "novembre", "decembre",
};
static const struct {
    const char *name;
    int month;
} short_months[] = {
    {"janv", 1}, {"jan", 1}, {"fevr", 2}, {"fev", 2},  {"avr", 4},  {"juil", 7},
    {"sept", 9}, {"sep", 9}, {"oct", 10}, {"nov", 11}, {"dec", 12},
};
/* Full names may hold one misread letter per so many, two at most, and are still the only one. */
#define LETTERS_PER_ERROR 3
#define MAX_ERRORS 2
#define SHORTEST_MISREAD 5 /* mai, mars, juin, août are too near to others */

static int
month_of(const char *name)
{
    int best = MAX_ERRORS + 1, month = 0;

    for (int i = 0; i < 12; i++) {
        int length = (int)strlen(months[i]), distance = rv_text_distance(name, months[i]);
        int allowed = length < SHORTEST_MISREAD ? 0 : MIN(length / LETTERS_PER_ERROR, MAX_ERRORS);

        if (distance <= allowed && distance < best) {
            best = distance;
            month = i + 1;
        }
    }
    for (gsize i = 0; !month && i < G_N_ELEMENTS(short_months); i++)
        if (g_str_equal(name, short_months[i].name))
            month = short_months[i].month;
    return month;
}

static int
number_in(const GMatchInfo *info, const char *group)
{
    g_autofree char *text = g_match_info_fetch_named(info, group);
    int n = 0;

    for (const char *p = text; p && *p; p++)
        if (g_ascii_isdigit(*p))
            n = 10 * n + (*p - '0');
    return text && *text ? n : -1;
}

typedef enum { NO_DATE, NOT_A_MONTH, IMPOSSIBLE, UNFINISHED, FOUND, SEVERAL } Outcome;

static Outcome
date_of_match(const GMatchInfo *info, GDate *date)
{
    g_autofree char *name = g_match_info_fetch_named(info, "name");
    int day = number_in(info, "day"), month = number_in(info, "month");
    int year = number_in(info, "year");

    if (name && *name)
        month = month_of(name);
    if (name && *name && !month)
        return NOT_A_MONTH; /* "12 place 2026" is no attempt at a date */
    if (year == UNFINISHED_YEAR)
        return UNFINISHED;
    if (year < 100)
        year += FIRST_YEAR;
    if (year < FIRST_YEAR || year > LAST_YEAR || day < 1 || month < 1 ||
        !g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year))
        return IMPOSSIBLE;
    g_date_set_dmy(date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
    return FOUND;
}

/* Looks for dates in one way of writing. An impossible one spoils the rest. */
static Outcome
search(const char *text, const char *pattern, GDate *date)
{
    g_autoptr(GRegex) regex = g_regex_new(pattern, 0, 0, NULL);
    g_autoptr(GMatchInfo) info = NULL;
    Outcome outcome = NO_DATE;

    g_regex_match(regex, text, 0, &info);
    for (; g_match_info_matches(info); g_match_info_next(info, NULL)) {
        GDate one;
        Outcome now;

        g_date_clear(&one, 1);
        now = date_of_match(info, &one);
        if (now == NOT_A_MONTH)
            continue;
        if (now != FOUND)
            return now;
        if (outcome == FOUND && g_date_compare(&one, date) != 0)
            return SEVERAL;
        *date = one;
        outcome = FOUND;
    }
    return outcome;
}

/* Letters that stand for 0 and 1 beside digits are put right. */
static char *
fold_digits(const char *text)
{
    g_autoptr(GRegex) first = g_regex_new("\\b[o0]?[li1]er\\b", 0, 0, NULL);
    g_autofree char *plain = rv_text_fold(text);
    char *folded = g_regex_replace_literal(first, plain, -1, 0, "1er", 0, NULL);
    gsize length = strlen(folded);

    for (gsize i = 0; i < length; i++) {
        char digit = rv_digit_of(folded[i]);
        gboolean beside =
            (i && g_ascii_isdigit(folded[i - 1]) &&
             !(i + 1 < length && g_ascii_isalpha(folded[i + 1]))) ||
            (g_ascii_isdigit(folded[i + 1]) && !(i && g_ascii_isalpha(folded[i - 1])));

        if (strchr("oil", folded[i]) && digit && beside)
            folded[i] = digit;
    }
    return folded;
}

/* Do figures stand one by one, in a cell each, but for some that reading ran together? How many are
 * there? */
static gboolean
is_in_cells(const char *text, int *n)
{
    int run = 0, runs = 0, longest = 0;

    *n = 0;
    for (const char *p = text; *p; p++) {
        run = g_ascii_isdigit(*p) ? run + 1 : 0;
        runs += run == 1;
        longest = MAX(longest, run);
        *n += run > 0;
    }
    return longest <= 2 && runs >= LEAST_IN_CELLS;
}

/* What stands between figures in cells is no blank. */
static void
join_cells(char *text)
{
    char *to = text;
    int n;

    if (!is_in_cells(text, &n))
        return;
    for (const char *p = text; *p; p++)
        if (*p != ' ')
            *to++ = *p;
    *to = 0;
}

static Outcome
find_date(const char *text, GDate *date)
{
    g_autofree char *folded = fold_digits(text);
    Outcome outcome = NO_DATE;

    g_date_clear(date, 1);
    join_cells(folded);
    for (gsize i = 0; i < G_N_ELEMENTS(patterns) && outcome == NO_DATE; i++)
        outcome = search(folded, patterns[i], date);
    return outcome;
}

gboolean
rv_parse_date(const char *text, GDate *date)
{
    g_autofree char *clean = rv_value_clean(text ? text : "");
    GDate found;

    if (find_date(clean, &found) != FOUND)
        return FALSE;
    *date = found;
    return TRUE;
}

/* Is the text, from its start to its end, a date in one way of writing? */
static gboolean
is_date(const char *text, const char *pattern, GDate *date)
{
    g_autoptr(GRegex) regex = g_regex_new(pattern, G_REGEX_ANCHORED, 0, NULL);
    g_autoptr(GMatchInfo) info = NULL;
    int end = -1;

    return g_regex_match(regex, text, 0, &info) && g_match_info_fetch_pos(info, 0, NULL, &end) &&
           end == (int)strlen(text) && date_of_match(info, date) == FOUND;
}

gboolean
rv_parse_whole_date(const char *text, GDate *date)
{
    g_autofree char *valid = g_strstrip(g_utf8_make_valid(text ? text : "", -1));
    g_autofree char *folded = fold_digits(valid);
    GDate found;
    gboolean whole = FALSE;

    g_date_clear(&found, 1);
    for (gsize i = 0; i < G_N_ELEMENTS(patterns) && !whole; i++)
        whole = is_date(folded, patterns[i], &found);
    if (whole)
        *date = found;
    return whole;
}

gboolean
rv_date_is_placeholder(const char *text)
{
    g_autoptr(GString) letters = g_string_new(NULL);

    for (const char *p = text; *p; p++) {
        if (g_ascii_isdigit(*p))
            return FALSE;
        if (g_ascii_isalpha(*p))
            g_string_append_c(letters, g_ascii_tolower(*p));
    }
    return rv_text_distance(letters->str, "jjmmaaaa") <= PLACEHOLDER_EDITS ||
           rv_text_distance(letters->str, "ddmmyyyy") <= PLACEHOLDER_EDITS;
}

static const char *const reasons[] = {
    [NO_DATE] = N_("a date is written like 21/05/2026"),
    [NOT_A_MONTH] = N_("a date is written like 21/05/2026"),
    [IMPOSSIBLE] = N_("there is no such day"),
    [UNFINISHED] = N_("the year is not finished"),
    [SEVERAL] = N_("there is more than one date"),
};

RvOpinion
rv_validate_date(const char *text)
{
    GDate date;
    Outcome outcome = find_date(text, &date);
    char iso[sizeof "2026-05-21"];
    int n;

    if (outcome != FOUND) {
        RvOpinion opinion = rv_opinion_invalid(reasons[outcome]);

        opinion.doubtful = is_in_cells(text, &n) && n != IN_CELLS;
        return opinion;
    }
    g_date_strftime(iso, sizeof iso, "%Y-%m-%d", &date);
    return rv_opinion_valid(g_strdup(iso));
}
