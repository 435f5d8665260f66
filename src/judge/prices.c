/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Amounts beside the price table: totals and summaries that repeat its line, what the letterhead
 * tells of the company, or another product or service, which the programme does not pay for and
 * rejects the order for. */
#include "judge-private.h"

#include "recevable/text.h"

#include <string.h>

/* From here on a price that is named plainly is there, and no reading error of a total. */
#define SURE_PRICE 0.80
/* Letters of the company details that may be misread, and how far before its amount the word
 * "capital" may start ("au capital social minimum de"). */
#define CAPITAL_ERRORS 3
#define CAPITAL_REACH 24
/* One letter of so many of the names below may be misread. */
#define LETTERS_PER_ERROR 4
/* The fee that French law (Code de commerce, D441-5) has every supplier quote: cents. */
#define RECOVERY_FEE 4000

/* What is sold beside such software: their beginnings, as rv_text_key() has them. */
static const char *const services[] = {
    "abonnement", "accompagnement", "assistance", "connecteur",  "formation",   "hebergement",
    "interface",  "licence",        "location",   "logiciel",    "maintenance", "materiel",
    "migration",  "module",         "option",     "parametrage", "reprise",     "service",
    "support",    "complementaire", "journee",    "pack",
};

/* Does a word start so? Reading makes one letter two as easily as it changes it. */
static gboolean
starts_like(const char *word, const char *start)
{
    RvTextHit hit = rv_text_search(start, word);

    return hit.distance <= (int)strlen(start) / LETTERS_PER_ERROR && hit.start <= hit.distance;
}

static gboolean
names_service(const char *text)
{
    g_autofree char *key = rv_text_key(text);
    g_auto(GStrv) words = g_strsplit(key, " ", -1);

    for (guint i = 0; words[i]; i++)
        for (gsize k = 0; k < G_N_ELEMENTS(services); k++)
            if (starts_like(words[i], services[k]))
                return TRUE;
    return FALSE;
}

/* Letters and figures only, the last `n` of them. */
static char *
tail_of(const char *text, gsize n)
{
    g_autofree char *key = rv_text_key(text);
    g_auto(GStrv) words = g_strsplit(key, " ", -1);
    g_autofree char *all = g_strjoinv("", words);
    gsize length = strlen(all);

    return g_strdup(all + (length > n ? length - n : 0));
}

/* Is it the capital that a company's papers must tell ("SAS au capital social de")? Their print is
 * the smallest of a page, and the worst read: words run together and apart. What is sold to a
 * hospital is not that near. */
static gboolean
is_capital(const char *before)
{
    g_autofree char *tail = tail_of(before, CAPITAL_REACH);
    int capital = rv_text_search("aucapitalde", tail).distance;

    return capital <= CAPITAL_ERRORS && capital < rv_text_search("alhopitalde", tail).distance;
}

static gboolean
is_recovery_fee(const RvPrice *price)
{
    g_autofree char *line = g_strconcat(price->before, " ", price->after, NULL);
    g_autofree char *key = rv_text_key(line);
    gint64 cents;

    return rv_parse_amount(price->amount.text, &cents) && cents == RECOVERY_FEE &&
           rv_text_search("recouvrement", key).distance <= CAPITAL_ERRORS;
}

static gboolean
repeats(const RvAmounts *line, const RvPrice *price, gint64 cents)
{
    if (!price->sure && cents == line->rate)
        return TRUE;
    return cents == line->ht || cents == line->vat || cents == line->ttc || cents == 0;
}

RvPriceKind
rv_price_kind(const RvPrice *price, const RvAmounts *line)
{
    g_autofree char *name = g_strconcat(price->before, " ", price->after, NULL);
    gboolean service = names_service(name);
    gint64 cents = -1;
    gboolean parsed = rv_parse_amount(price->amount.text, &cents);

    if (is_capital(price->before) || is_recovery_fee(price))
        return RV_PRICE_KNOWN;
    if (parsed && line && repeats(line, price, cents))
        return service && cents ? RV_PRICE_DOUBTFUL : RV_PRICE_KNOWN;
    return parsed && line && service && price->sure && price->amount.confidence >= SURE_PRICE
               ? RV_PRICE_OTHER
               : RV_PRICE_DOUBTFUL;
}
