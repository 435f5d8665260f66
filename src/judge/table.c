/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The price table: so many lines, each with the right label and amounts that add up. Amounts that
 * add up were read right, however badly: four figures do not agree by chance. */
#include "judge-private.h"

#include "recevable/i18n.h"
#include "recevable/text.h"

#include <string.h>

/* Confidence of the least sure word of a cell: from which amounts that do not add up are a mistake
 * of the writer, and from which a label that is not allowed is. */
#define SURE_AMOUNT 0.80
#define SURE_LABEL 0.70
/* Below this even a label that fits is not taken as read: its figures say what was ordered. */
#define READ_LABEL 0.50

/* What was found wrong: the worst counts, its first reason is told. */
typedef struct {
    RvStatus status;
    char *reason; /* owned, translated */
} Doubt;

/* Takes `reason` over. */
static void
note(Doubt *doubt, RvStatus status, char *reason)
{
    gboolean worse = doubt->status == RV_STATUS_SATISFIED ||
                     (doubt->status == RV_STATUS_UNDETERMINED && status == RV_STATUS_VIOLATED);

    if (!worse) {
        g_free(reason);
        return;
    }
    g_free(doubt->reason);
    doubt->status = status;
    doubt->reason = reason;
}

/* ---- lines ------------------------------------------------------------------------------- */

typedef enum { LINE_BLANK, LINE_GOODS, LINE_TOTAL, LINE_WORDS } LineKind;

/* How the rows below the lines begin that sum them up, as rv_text_key() has them. */
static gboolean
is_total(const char *label)
{
    static const char *const names[] = {"total",       "sous total",  "montant total",
                                        "net a payer", "montant ht",  "montant de la tva",
                                        "montant tva", "montant ttc", "tva"};

    for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
        if (g_str_has_prefix(label, names[i]))
            return TRUE;
    return FALSE;
}

static LineKind
kind_of(const RvRow *row)
{
    g_autofree char *label = rv_text_key(rv_row_cell(row, RV_CELL_LABEL));
    gboolean written = FALSE;

    for (int i = RV_CELL_HT; i < RV_N_CELLS; i++)
        written |= *rv_row_cell(row, (RvTableColumn)i) || row->cells[i].state == RV_VALUE_ILLEGIBLE;
    if (is_total(label))
        return LINE_TOTAL;
    if (written)
        return LINE_GOODS;
    return *label || row->cells[RV_CELL_LABEL].state == RV_VALUE_ILLEGIBLE ? LINE_WORDS
                                                                           : LINE_BLANK;
}

static const RvTableColumn sums[] = {RV_CELL_HT, RV_CELL_VAT, RV_CELL_TTC};

/* Is it the line's amount of that column or, `anywhere`, of any? */
static gboolean
is_of_line(const RvRow *line, gint64 cents, RvTableColumn column, gboolean anywhere)
{
    for (gsize i = 0; i < G_N_ELEMENTS(sums); i++) {
        gint64 other;

        if ((anywhere || sums[i] == column) &&
            rv_parse_amount(rv_row_cell(line, sums[i]), &other) && other == cents)
            return TRUE;
    }
    return FALSE;
}

/* Are all amounts of a row those of the line, as in a total of one line? Blank cells agree. Totals
 * that have a row each may stand in one column, `anywhere`. */
static gboolean
repeats(const RvRow *row, const RvRow *line, gboolean anywhere)
{
    guint same = 0;

    for (gsize i = 0; i < G_N_ELEMENTS(sums); i++) {
        gint64 cents;

        if (!*rv_row_cell(row, sums[i]))
            continue;
        if (!rv_parse_amount(rv_row_cell(row, sums[i]), &cents) ||
            !is_of_line(line, cents, sums[i], anywhere))
            return FALSE;
        same++;
    }
    return same > 0;
}

/* ---- one line ---------------------------------------------------------------------------- */

static void
check_label(const RvCase *c, const RvItem *table, const RvRow *row, Doubt *doubt)
{
    const RvValue *label = &row->cells[RV_CELL_LABEL];
    g_autofree char *name = rv_shorten(rv_row_cell(row, RV_CELL_LABEL));
    RvStatus wrong = label->confidence >= SURE_LABEL ? RV_STATUS_VIOLATED : RV_STATUS_UNDETERMINED;

    switch (rv_line_label_fit(c, table, rv_row_cell(row, RV_CELL_LABEL))) {
    case RV_LABEL_FOREIGN:
        note(
            doubt, wrong,
            g_strdup_printf(_("its line is called “%s”, which is not a label of this form"), name));
        return;
    case RV_LABEL_DISAGREES:
        note(doubt, wrong,
             g_strdup_printf(_("its line “%s” does not agree with the box that is ticked"), name));
        return;
    case RV_LABEL_MORE:
        note(doubt, RV_STATUS_UNDETERMINED,
             g_strdup_printf(_("its line “%s” holds more than the official label"), name));
        return;
    case RV_LABEL_UNDECIDED:
        note(doubt, RV_STATUS_UNDETERMINED,
             g_strdup_printf(_("it is not clear which box its line “%s” must agree with"), name));
        return;
    case RV_LABEL_FITS:
        if (label->confidence < READ_LABEL)
            note(doubt, RV_STATUS_UNDETERMINED,
                 g_strdup_printf(_("its line “%s” cannot be read for sure"), name));
    }
}

static gboolean
is_label(const RvCase *c, const RvItem *table, const RvRow *row)
{
    return rv_line_label_fit(c, table, rv_row_cell(row, RV_CELL_LABEL)) != RV_LABEL_FOREIGN;
}

static double
amounts_confidence(const RvRow *row)
{
    double least = 1;

    for (int i = RV_CELL_HT; i < RV_N_CELLS; i++)
        least = MIN(least, row->cells[i].confidence);
    return least;
}

static void
check_sums(const RvRow *row, const RvAmounts *a, Doubt *doubt)
{
    gboolean sure = amounts_confidence(row) >= SURE_AMOUNT && !rv_amounts_lost_figure(a);
    RvStatus wrong = sure ? RV_STATUS_VIOLATED : RV_STATUS_UNDETERMINED;
    gboolean adds_up = rv_amounts_add_up(a);

    if (!a->ht)
        note(doubt, wrong, g_strdup(_("the amount before tax is nought")));
    if (!adds_up)
        note(doubt, wrong,
             g_strdup(_("the amount before tax and the VAT do not add up to the "
                        "amount with tax")));
    /* Three amounts that add up were read right: then it is the rate that does not fit. */
    if (!rv_amounts_fit_rate(a))
        note(doubt,
             adds_up && row->cells[RV_CELL_RATE].confidence >= SURE_LABEL ? RV_STATUS_VIOLATED
                                                                          : wrong,
             g_strdup(_("the VAT is not the rate's share of the amount before tax")));
}

/* Are all amounts but the blank ones single ones? Otherwise what seems to lack may stand in a
 * neighbour's cell. */
static gboolean
others_are_read(const RvRow *row)
{
    for (int i = RV_CELL_HT; i < RV_N_CELLS; i++) {
        const char *text = rv_row_cell(row, (RvTableColumn)i);
        gint64 cents;
        int rate;

        if (*text &&
            !(i == RV_CELL_RATE ? rv_parse_rate(text, &rate) : rv_parse_amount(text, &cents)))
            return FALSE;
    }
    return TRUE;
}

static void
check_amounts(const RvRow *row, Doubt *doubt)
{
    RvAmounts amounts;
    gboolean blank = FALSE;

    if (rv_amounts_of(row, &amounts)) {
        check_sums(row, &amounts, doubt);
        return;
    }
    for (int i = RV_CELL_HT; i < RV_N_CELLS; i++)
        blank |= row->cells[i].state == RV_VALUE_BLANK;
    if (blank && others_are_read(row))
        note(doubt, RV_STATUS_VIOLATED, g_strdup(_("an amount is not filled in")));
    else
        note(doubt, RV_STATUS_UNDETERMINED, g_strdup(_("its amounts cannot be read")));
}

/* ---- the table --------------------------------------------------------------------------- */

/* A further row: fine when it repeats the line's amounts as a total. */
static void
check_further(const RvRow *row, const RvRow *line, LineKind kind, Doubt *doubt)
{
    gboolean sure = amounts_confidence(row) >= SURE_AMOUNT;

    if (kind == LINE_WORDS)
        note(doubt, RV_STATUS_UNDETERMINED, g_strdup(_("there may be a further line in it")));
    else if (kind == LINE_GOODS &&
             !(repeats(row, line, FALSE) && !*rv_row_cell(row, RV_CELL_LABEL)))
        note(doubt, sure ? RV_STATUS_VIOLATED : RV_STATUS_UNDETERMINED,
             g_strdup(_("it holds another line than the one of the form")));
    else if (kind == LINE_TOTAL && !repeats(row, line, TRUE))
        note(doubt, RV_STATUS_UNDETERMINED, g_strdup(_("its total does not agree with its line")));
}

/* The rows as they were meant; owned by the caller. */
static GArray *
straight_rows(const GArray *rows)
{
    GArray *straight = g_array_new(FALSE, TRUE, sizeof(RvRow));

    g_array_set_clear_func(straight, (GDestroyNotify)rv_row_clear);
    for (guint i = 0; i < rows->len; i++) {
        RvRow row = g_array_index(rows, RvRow, i);

        for (int k = 0; k < RV_N_CELLS; k++)
            row.cells[k].text = g_strdup(row.cells[k].text);
        rv_row_straighten(&row);
        g_array_append_val(straight, row);
    }
    return straight;
}

static void
check_rows(const RvCase *c, const RvEvidence *e, const GArray *rows, Doubt *doubt)
{
    const RvRow *line = NULL;
    int lines = 0;

    for (guint i = 0; i < rows->len; i++) {
        const RvRow *row = &g_array_index(rows, RvRow, i);
        LineKind kind = kind_of(row);

        if (kind == LINE_WORDS && !line && is_label(c, e->item, row))
            kind = LINE_GOODS; /* whose amounts lack */
        if (kind == LINE_GOODS && lines < e->item->lines_exactly) {
            line = row;
            lines++;
            check_label(c, e->item, row, doubt);
            check_amounts(row, doubt);
        } else if (kind != LINE_BLANK) {
            check_further(row, line ? line : row, kind, doubt);
        }
    }
    if (lines < e->item->lines_exactly) {
        gboolean blank = e->value.state == RV_VALUE_BLANK || (rows->len && !doubt->reason);

        note(doubt, blank ? RV_STATUS_VIOLATED : RV_STATUS_UNDETERMINED,
             g_strdup(blank ? _("it is not filled in") : _("its lines cannot be read")));
    }
}

/* Amounts elsewhere on the form: anything that is sold beside the line is a reason to reject it. */
static void
check_prices(const RvEvidence *e, const GArray *rows, Doubt *doubt)
{
    RvAmounts amounts, *line = NULL;

    for (guint i = 0; i < rows->len && !line; i++)
        if (rv_amounts_of(&g_array_index(rows, RvRow, i), &amounts))
            line = &amounts;
    for (guint i = 0; i < e->prices->len; i++) {
        const RvPrice *price = &g_array_index(e->prices, RvPrice, i);
        g_autofree char *name = rv_shorten(price->before);
        g_autofree char *text = g_strjoin(*name ? " " : "", name, price->amount.text, NULL);

        switch (rv_price_kind(price, line)) {
        case RV_PRICE_KNOWN:
            break;
        case RV_PRICE_OTHER:
            note(doubt, RV_STATUS_VIOLATED,
                 g_strdup_printf(_("another product or service is sold beside it, “%s”"), text));
            break;
        case RV_PRICE_DOUBTFUL:
            note(doubt, RV_STATUS_UNDETERMINED,
                 g_strdup_printf(_("beside it stands an amount that its line does not hold, “%s”"),
                                 text));
        }
    }
}

static void
copy_lines(const GArray *rows, RvItemResult *out)
{
    out->lines = rv_line_results_new();
    for (guint i = 0; i < rows->len; i++) {
        const RvRow *row = &g_array_index(rows, RvRow, i);
        RvLineResult line = {
            .label = g_strdup(rv_row_cell(row, RV_CELL_LABEL)),
            .ht = g_strdup(rv_row_cell(row, RV_CELL_HT)),
            .rate = g_strdup(rv_row_cell(row, RV_CELL_RATE)),
            .vat = g_strdup(rv_row_cell(row, RV_CELL_VAT)),
            .ttc = g_strdup(rv_row_cell(row, RV_CELL_TTC)),
            .place = row->place,
        };

        if (kind_of(row) != LINE_BLANK)
            g_array_append_val(out->lines, line);
        else
            rv_line_result_clear(&line);
    }
}

void
rv_judge_table(RvCase *c, const RvEvidence *e, RvItemResult *out)
{
    g_autoptr(GArray) rows = straight_rows(e->rows);
    Doubt doubt = {.status = RV_STATUS_SATISFIED};

    out->place = e->phrase.place;
    out->confidence = e->phrase.confidence;
    copy_lines(rows, out);
    switch (e->phrase.state) {
    case RV_PHRASE_MISSING:
        note(&doubt, RV_STATUS_MISSING, g_strdup(_("it is missing")));
        break;
    case RV_PHRASE_ALTERED:
        note(&doubt, RV_STATUS_VIOLATED, g_strdup(_("its headings have been changed")));
        break;
    case RV_PHRASE_PRESENT:
        check_rows(c, e, rows, &doubt);
        check_prices(e, rows, &doubt);
        break;
    default:
        note(&doubt, RV_STATUS_UNDETERMINED, g_strdup(_("it cannot be read")));
    }
    out->status = doubt.status;
    if (doubt.status != RV_STATUS_SATISFIED)
        rv_case_report(
            c, doubt.status == RV_STATUS_UNDETERMINED ? RV_SEVERITY_REVIEW : RV_SEVERITY_BLOCKING,
            e->item, &e->phrase.place,
            doubt.status == RV_STATUS_UNDETERMINED
                ? g_strdup_printf(_("The price table: %s. Check it on the paper."), doubt.reason)
                : g_strdup_printf(_("The price table: %s. Correct it."), doubt.reason));
    g_free(doubt.reason);
}
