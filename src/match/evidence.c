/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "recevable/match.h"

void
rv_phrase_clear(RvPhrase *phrase)
{
    g_clear_pointer(&phrase->text, g_free);
    g_clear_pointer(&phrase->difference, g_free);
}

void
rv_value_clear(RvValue *value)
{
    g_clear_pointer(&value->text, g_free);
    g_clear_pointer(&value->digits, g_array_unref);
}

void
rv_row_clear(RvRow *row)
{
    for (int i = 0; i < RV_N_CELLS; i++)
        rv_value_clear(&row->cells[i]);
}

void
rv_price_clear(RvPrice *price)
{
    rv_value_clear(&price->amount);
    g_clear_pointer(&price->before, g_free);
    g_clear_pointer(&price->after, g_free);
}

RvEvidence *
rv_evidence_new(const RvItem *item)
{
    RvEvidence *e = g_new0(RvEvidence, 1);

    e->item = item;
    e->boxes = g_array_new(FALSE, TRUE, sizeof(RvBox));
    e->labels = g_array_new(FALSE, TRUE, sizeof(RvPhrase));
    e->details = g_array_new(FALSE, TRUE, sizeof(RvValue));
    e->rows = g_array_new(FALSE, TRUE, sizeof(RvRow));
    e->prices = g_array_new(FALSE, TRUE, sizeof(RvPrice));
    g_array_set_clear_func(e->prices, (GDestroyNotify)rv_price_clear);
    g_array_set_clear_func(e->labels, (GDestroyNotify)rv_phrase_clear);
    g_array_set_clear_func(e->details, (GDestroyNotify)rv_value_clear);
    g_array_set_clear_func(e->rows, (GDestroyNotify)rv_row_clear);
    if (item->boxes) {
        g_array_set_size(e->boxes, item->boxes->len);
        g_array_set_size(e->labels, item->boxes->len);
        g_array_set_size(e->details, item->boxes->len);
        for (guint i = 0; i < e->boxes->len; i++)
            g_array_index(e->boxes, RvBox, i).state = RV_BOX_MISSING;
    }
    return e;
}

void
rv_evidence_free(RvEvidence *e)
{
    if (!e)
        return;
    rv_phrase_clear(&e->phrase);
    rv_phrase_clear(&e->under);
    rv_value_clear(&e->value);
    g_array_unref(e->boxes);
    g_array_unref(e->labels);
    g_array_unref(e->details);
    g_array_unref(e->rows);
    g_array_unref(e->prices);
    g_free(e->typed);
    g_free(e);
}
