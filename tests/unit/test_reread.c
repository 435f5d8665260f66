/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Identifiers with doubtful characters: what may be mended, and what may not. */
#include "good-paper.h"
#include "judge/judge-private.h"
#include "judge/validate-private.h"

#include <check.h>
#include <string.h>

Suite *suite_reread(void);

/* Readings: "[541.2]" was read 5, and may be 4 at a cost of 1.2; the rest was read surely. */
static const struct {
    RvFieldType type;
    const char *reading, *number; /* NULL: none */
    gboolean doubtful;
} readings[] = {
    /* One doubtful digit, and its other reading fits. */
    {RV_FIELD_SIRET, "732 829 320 0007[540.5]", "73282932000074", TRUE},
    {RV_FIELD_SIRET, "73282932[640.0] 00074", NULL, TRUE},
    {RV_FIELD_SIRET, "7[830.6]282932000074", "73282932000074", TRUE},
    {RV_FIELD_FINESS, "010 094 70[540.6]", "010094704", TRUE},
    {RV_FIELD_FINESS, "[900.2]10 094 704", "010094704", TRUE},
    {RV_FIELD_FINESS, "2A000001[540.1]", "2A0000014", TRUE},
    /* It fits, but is too unlikely. */
    {RV_FIELD_SIRET, "7[831.5]282932000074", NULL, TRUE},
    {RV_FIELD_FINESS, "010 094 70[540.8]", NULL, TRUE},
    /* Two doubtful ones, of which one fits. */
    {RV_FIELD_FINESS, "01[081.0]09470[540.5]", "010094704", TRUE},
    /* Nothing is doubtful: a wrong number stays wrong. */
    {RV_FIELD_SIRET, "732 829 320 00075", NULL, FALSE},
    {RV_FIELD_SIRET, "732 829 320 0007[542.0]", NULL, FALSE},
    {RV_FIELD_FINESS, "010094705", NULL, FALSE},
    {RV_FIELD_FINESS, "01009470[543.5]", NULL, FALSE},
    /* Doubtful, but not there. */
    {RV_FIELD_SIRET, "732 82[971.0] 320 00075", NULL, TRUE},
    {RV_FIELD_FINESS, "[081.0]10094705", NULL, TRUE},
    /* Two other readings fit, each by itself: which? */
    {RV_FIELD_FINESS, "010094[760.5]0[540.5]", NULL, TRUE},
    {RV_FIELD_FINESS, "010094[761.5]0[540.5]", NULL, TRUE},
    /* Two digits would have to give way. */
    {RV_FIELD_SIRET, "7[830.5]28293200007[940.5]", NULL, TRUE},
    /* The other reading must be the next in likelihood: there is but one. */
    {RV_FIELD_FINESS, "01009470[570.5]", NULL, TRUE},

    /* Not read as digits at all. */
    {RV_FIELD_SIRET, "7 3 2 8 2 9 3 2 [©02.0] [©02.0] [e01.0] [o01.0] 7 4", "73282932000074",
     FALSE},
    {RV_FIELD_FINESS, "0 1 0 0 [q93.8] 4 7 0 4", "010094704", FALSE},
    {RV_FIELD_FINESS, "0100[q93.8]4705", NULL, FALSE},
    {RV_FIELD_FINESS, "01009470[Ô56.5]", NULL, FALSE},
    {RV_FIELD_FINESS, "0100947O4", "010094704", FALSE},
    {RV_FIELD_FINESS, "[R04.0][a14.0][i04.0][s04.0][o94.0][n44.0][s74.0][ê04.0][t44.0]", NULL,
     FALSE},
    {RV_FIELD_SIRET, "SIRET 732 829 320 0007[540.5]", NULL, FALSE},
    /* Corsica's letter is no 4. */
    {RV_FIELD_FINESS, "2[A44.0]0000013", NULL, FALSE},
    {RV_FIELD_FINESS, "2[a41.0]0000013", NULL, FALSE},

    /* The side of the frame. */
    {RV_FIELD_FINESS, "1 010094704", "010094704", FALSE},
    {RV_FIELD_FINESS, "010 094 704 1", "010094704", FALSE},
    {RV_FIELD_FINESS, "l010094704", "010094704", FALSE},
    {RV_FIELD_FINESS, "| 010094704", "010094704", FALSE},
    {RV_FIELD_FINESS, "010094704 [Î12.0]", "010094704", FALSE},
    {RV_FIELD_SIRET, "I 732 829 320 00074", "73282932000074", FALSE},
    {RV_FIELD_SIRET, "1 732 829 320 00075", NULL, FALSE},
    {RV_FIELD_SIRET, "1732 829 320 00074", NULL, TRUE}, /* a digit too many, or the side */
    {RV_FIELD_SIRET, "2732 829 320 00074", NULL, FALSE},
    {RV_FIELD_SIRET, "1732 829 320 00075", NULL, FALSE},
    {RV_FIELD_SIRET, "2 732 829 320 00074", NULL, FALSE},
    {RV_FIELD_SIRET, "1 732 829 320 00074 1", NULL, FALSE},
    {RV_FIELD_SIRET, "1 732 829 320 0007[540.5]", NULL, TRUE}, /* not both */

    /* Cells and their rules. */
    {RV_FIELD_FINESS, "0|1|0|0|9|4|7|0|4", "010094704", FALSE},
    {RV_FIELD_FINESS, "0 1 0 0 914 7 0 4", "010094704", FALSE},
    {RV_FIELD_FINESS, "0 1 0l0 9 4 7 0!4", "010094704", FALSE},
    {RV_FIELD_FINESS, "0 1 0 0 9|4 7 0 [540.5]", "010094704", TRUE},
    {RV_FIELD_FINESS, "0 1 0 0 914 7 0 5", NULL, FALSE},
    {RV_FIELD_FINESS, "8 |6 |0 |1 |7", NULL, FALSE}, /* 816101117 would fit */
    {RV_FIELD_FINESS, "010 0914 704", NULL, FALSE},  /* no cells: a digit too many */
    {RV_FIELD_FINESS, "0 1 0 0 91 4 7 0 4", NULL, FALSE},

    {RV_FIELD_FINESS, "", NULL, FALSE},
    {RV_FIELD_FINESS, "01009470", NULL, FALSE},
    {RV_FIELD_SIRET, "||||||||||||||||||||||||||||||||||||||||||||||||||||||", NULL, FALSE},
    {RV_FIELD_SIRET, "123456789 123456789 123456789 123456789 123456789 123456789", NULL, FALSE},
};

/* The text of a reading, and its digits. */
static char *
text_of(const char *reading, GArray *digits)
{
    GString *text = g_string_new(NULL);

    for (const char *p = reading; *p; p = g_utf8_next_char(p)) {
        RvDigitCosts costs;
        gunichar c;

        for (int digit = 0; digit < 10; digit++)
            costs.of[digit] = RV_NET_FLOOR;
        if (*p == '[') {
            const char *other = g_utf8_next_char(p + 1);

            costs.of[*other - '0'] = (float)g_ascii_strtod(other + 1, NULL);
            p++;
        }
        c = g_utf8_get_char(p);
        if (c < 128 && g_ascii_isdigit((char)c))
            costs.of[c - '0'] = 0;
        if (c == ' ')
            costs = (RvDigitCosts){{0}};
        g_string_append_unichar(text, c);
        g_array_append_val(digits, costs);
        if (p > reading && p[-1] == '[')
            p = strchr(p, ']');
    }
    return g_string_free(text, FALSE);
}

START_TEST(rereads)
{
    g_autoptr(GArray) digits = g_array_new(FALSE, FALSE, sizeof(RvDigitCosts));
    g_autofree char *text = text_of(readings[_i].reading, digits);
    gboolean doubtful = FALSE;
    g_autofree char *number =
        rv_identifier_reread(rv_identifier(readings[_i].type), text, digits, &doubtful);

    ck_assert_msg(g_strcmp0(number, readings[_i].number) == 0, "%s: %s", readings[_i].reading,
                  number ? number : "none");
    ck_assert_msg(doubtful == readings[_i].doubtful, "%s", readings[_i].reading);
}
END_TEST

/* However a number is written wrong: what was read surely is never mended. */
START_TEST(no_sure_digit_is_changed)
{
    static const struct {
        RvFieldType type;
        const char *number;
    } good[] = {{RV_FIELD_SIRET, "73282932000074"}, {RV_FIELD_FINESS, "010094704"}};
    const RvIdentifier *kind = rv_identifier(good[_i].type);

    for (gsize at = 0; at < kind->length; at++)
        for (char digit = '0'; digit <= '9'; digit++) {
            g_autoptr(GArray) digits = g_array_new(FALSE, FALSE, sizeof(RvDigitCosts));
            g_autofree char *wrong = g_strdup(good[_i].number), *text = NULL;
            gboolean doubtful = FALSE;

            wrong[at] = digit;
            text = text_of(wrong, digits);
            if (!g_str_equal(wrong, good[_i].number))
                ck_assert_ptr_null(rv_identifier_reread(kind, text, digits, &doubtful));
            ck_assert(!doubtful);
        }
}
END_TEST

/* What is shown is what was read; what it comes to stands beside it. */
START_TEST(judges_what_was_reread)
{
    static const struct {
        const char *reading;
        RvValueState state;
        double confidence;
        RvStatus status;
        const char *normalized;
    } cases[] = {
        {"732 829 320 0007[540.5]", RV_VALUE_READ, 0.95, RV_STATUS_FILLED, "73282932000074"},
        {"732 829 320 0007[540.5]", RV_VALUE_ILLEGIBLE, 0.5, RV_STATUS_FILLED, "73282932000074"},
        {"732 829 320 0007[540.5]", RV_VALUE_ILLEGIBLE, 0.1, RV_STATUS_UNREADABLE, NULL},
        {"732 829 320 00075", RV_VALUE_READ, 0.95, RV_STATUS_INVALID, NULL},
        {"732 829 32[081.0] 00075", RV_VALUE_READ, 0.95, RV_STATUS_UNREADABLE, NULL},
        {"732 829 320 0007[540.5] 3", RV_VALUE_READ, 0.95, RV_STATUS_UNREADABLE, NULL},
    };
    g_autoptr(Paper) paper = good_paper_of(ORDER);
    RvValue *value = &paper_item(paper, "fournisseur-siret")->value;
    g_autoptr(GArray) digits = g_array_new(FALSE, FALSE, sizeof(RvDigitCosts));
    g_autofree char *text = text_of(cases[_i].reading, digits);

    set_value(value, cases[_i].state, text, cases[_i].confidence);
    value->digits = g_array_ref(digits);
    judge_paper(paper);
    for (guint i = 0; i < paper->result->items->len; i++) {
        const RvItemResult *item = g_ptr_array_index(paper->result->items, i);

        if (!g_str_equal(item->id, "fournisseur-siret"))
            continue;
        ck_assert_str_eq(rv_status_name(item->status), rv_status_name(cases[_i].status));
        ck_assert_str_eq(item->value, text);
        ck_assert(g_strcmp0(item->normalized, cases[_i].normalized) == 0);
    }
}
END_TEST

/* A date that does not hold is the writer's mistake only when its figures were surely read. */
START_TEST(doubts_dates_with_doubtful_figures)
{
    static const struct {
        const char *reading;
        RvStatus status;
    } cases[] = {
        {"31/04/2026", RV_STATUS_INVALID},
        {"[601.0]5/04/2026", RV_STATUS_UNREADABLE},
        {"[603.0]5/04/2026", RV_STATUS_INVALID},
        {"[051.0]1/04/2026", RV_STATUS_FILLED},
        /* in cells, of which all were read, or not */
        {"3 1 / 0 4 / 2 0 2 6", RV_STATUS_INVALID},
        {"3 0 / 0 4 / 2 0 2", RV_STATUS_UNREADABLE},
        {"3 0 / 0 4 / 2 0 2 6", RV_STATUS_FILLED},
        {"3 0/0 4/2 0 26", RV_STATUS_FILLED},
        {"O1er mars 2026", RV_STATUS_FILLED},
        {"Oler mars 2026", RV_STATUS_FILLED},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GArray) digits = g_array_new(FALSE, FALSE, sizeof(RvDigitCosts));
        RvValue value = {.state = RV_VALUE_READ, .confidence = 0.95, .digits = digits};
        g_autofree char *normalized = NULL;

        value.text = text_of(cases[i].reading, digits);
        ck_assert_msg(rv_value_status(RV_FIELD_DATE, &value, &normalized, NULL) == cases[i].status,
                      "%s", cases[i].reading);
        g_free(value.text);
    }
}
END_TEST

Suite *
suite_reread(void)
{
    Suite *suite = suite_create("reread");
    TCase *tests = tcase_create("reread");

    tcase_add_loop_test(tests, rereads, 0, G_N_ELEMENTS(readings));
    tcase_add_loop_test(tests, no_sure_digit_is_changed, 0, 2);
    tcase_add_loop_test(tests, judges_what_was_reread, 0, 6);
    tcase_add_test(tests, doubts_dates_with_doubtful_figures);
    suite_add_tcase(suite, tests);
    return suite;
}
