/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is printed of the shares. */
#include "score.h"

#include <stdio.h>
#include <string.h>

#define LABEL_WIDTH 44
#define CELL_WIDTH 18
#define TRUTH_WIDTH 24
#define ANSWER_WIDTH 11
/* Shares of more than so many are percentages only: the numbers would not fit. */
#define COUNTED_MAX 1000
#define ERRORS_SHOWN 5
#define DOCUMENTS_SHOWN 25

/* What was counted, and how it is called; an empty row parts. */
static const struct {
    const char *what, *label;
} rows[] = {
    {"classification", "classification accuracy"},
    {"verdict", "verdict within the expected set"},
    {NULL, NULL},
    {"mention-recall", "mention recall (present -> present)"},
    {"mention-false-alarm", "  present reported missing/altered"},
    {"mention-miss", "mention miss detection (-> not present)"},
    {"mention-miss-missing", "  of the missing"},
    {"mention-miss-altered", "  of the altered"},
    {NULL, NULL},
    {"box", "box accuracy"},
    {"box-wrong", "  wrong way round"},
    {"box-unsure", "  ambiguous / not found"},
    {"box-ambiguous", "ambiguous marks not taken as certain"},
    {"group", "group status"},
    {"group-violated", "  violated groups seen"},
    {"group-undetermined", "  undetermined groups seen"},
    {NULL, NULL},
    {"field", "field status"},
    {"field-filled", "  filled"},
    {"field-empty", "  empty"},
    {"field-invalid", "  invalid"},
    {"field-missing", "  label missing"},
    {"field-hand", "  handwritten"},
    {"value", "field value exact (typed)"},
    {"value-siret", "  SIRET"},
    {"value-finess", "  FINESS"},
    {"value-date", "  date"},
    {"value-email", "  mail"},
    {"value-phone", "  phone"},
    {"value-reference", "  reference"},
    {"value-text", "  text"},
    {"value-address", "  address"},
    {NULL, NULL},
    {"signature", "signature"},
    {"signature-absent", "  absent seen"},
    {"table", "table"},
    {"table-violated", "  violated seen"},
    {"rule", "rules"},
    {"rule-violated", "  violated seen"},
    {"place-mention", "place of mentions"},
    {"place-box", "place of boxes"},
    {NULL, NULL},
    {"false-pass", "FALSE PASS (must be 0)"},
    {"straight-through", "straight-through of good documents"},
    {"good-fail", "good documents wrongly failed"},
    {"error", "errors, timeouts"},
};

static void
print_cell(ScoreShare share)
{
    g_autofree char *text = NULL;

    if (!share.all)
        text = g_strdup("");
    else if (share.all < COUNTED_MAX)
        text = g_strdup_printf("%5.1f %% %ld/%ld", score_percent(share), share.right, share.all);
    else
        text = g_strdup_printf("%5.1f %%", score_percent(share));
    printf("%*s", CELL_WIDTH, text);
}

static void
print_row(const Score *score, const GPtrArray *levels, const char *what, const char *label)
{
    /* What counts in a level only (photographs passed) has a row too. */
    ScoreShare all = score_shares_get(score->shares, "all", what);
    long counted = all.all;

    for (guint i = 0; i < levels->len; i++)
        counted += score_shares_get(score->shares, levels->pdata[i], what).all;
    if (!counted)
        return;
    printf("%-*s", LABEL_WIDTH, label);
    print_cell(all);
    for (guint i = 0; i < levels->len; i++)
        print_cell(score_shares_get(score->shares, levels->pdata[i], what));
    putchar('\n');
}

static void
print_main(const Score *score)
{
    g_autoptr(GPtrArray) levels = score_levels(score);

    printf("%*s%*s", LABEL_WIDTH, "", CELL_WIDTH, "all");
    for (guint i = 0; i < levels->len; i++)
        printf("%*s", CELL_WIDTH, (const char *)levels->pdata[i]);
    putchar('\n');
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        if (rows[i].what)
            print_row(score, levels, rows[i].what, rows[i].label);
        else
            putchar('\n');
}

/* ---- small tables -------------------------------------------------------------------------- */

/* How often a truth (a group of that beginning) was answered how. */
static void
print_answers(const Score *score, const char *beginning, const char *const *truths,
              const char *const *answers)
{
    printf("\n%.*s: truth -> answer\n%*s", (int)strlen(beginning) - 1, beginning, TRUTH_WIDTH, "");
    for (const char *const *a = answers; *a; a++)
        printf("%*s", ANSWER_WIDTH, *a);
    putchar('\n');
    for (const char *const *t = truths; *t; t++) {
        g_autofree char *group = g_strconcat(beginning, *t, NULL);

        printf("  %-*s", TRUTH_WIDTH - 2, *t);
        for (const char *const *a = answers; *a; a++)
            printf("%*ld", ANSWER_WIDTH, score_shares_get(score->shares, group, *a).all);
        putchar('\n');
    }
}

static void
print_side(const Score *score, const char *title, const char *beginning, const char *first,
           const char *second)
{
    const char *const columns[] = {first, second};
    g_autoptr(GPtrArray) names = score_shares_groups(score->shares, beginning);

    if (names->len)
        printf("\n%s\n", title);
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *group = g_strconcat(beginning, names->pdata[i], NULL);

        printf("  %-26s", (const char *)names->pdata[i]);
        for (gsize c = 0; c < G_N_ELEMENTS(columns) && columns[c]; c++) {
            ScoreShare share = score_shares_get(score->shares, group, columns[c]);

            if (share.all)
                printf("  %s %.0f %% (%ld/%ld)", columns[c], score_percent(share), share.right,
                       share.all);
        }
        putchar('\n');
    }
}

void
score_print_tables(const Score *score)
{
    static const char *const marks[] = {"ticked", "unticked", "ambiguous", NULL};
    static const char *const states[] = {"ticked",  "unticked", "ambiguous",
                                         "missing", "absent",   NULL};
    static const char *const verdicts[] = {"pass", "review", "fail", "error", NULL};
    g_autoptr(GPtrArray) wanted = score_shares_groups(score->shares, "verdict:");

    g_ptr_array_add(wanted, NULL);
    print_main(score);
    print_answers(score, "boxes:", marks, states);
    print_answers(score, "verdict:", (const char *const *)wanted->pdata, verdicts);
    print_side(score, "by fault", "fault:", "false-pass", "caught");
    print_side(score, "good documents, by difficulty", "hard:", "pass", "good-fail");
    print_side(score, "good documents, by how they are filled", "fill:", "straight-through",
               "good-fail");
    print_side(score, "ticked boxes read as ticked, by way of ticking", "tick:", "box", NULL);
    print_side(score, "special marks", "mark:", "box", NULL);
    print_side(score, "by shape of box", "shape:", "box", NULL);
}

/* ---- lists and the last line --------------------------------------------------------------- */

static void
print_list(const char *title, const GPtrArray *lines, guint most)
{
    if (lines->len)
        printf("\n%s\n", title);
    for (guint i = 0; i < MIN(lines->len, most); i++)
        printf("  %s\n", (const char *)lines->pdata[i]);
    if (lines->len > most)
        printf("  ... and %u more\n", lines->len - most);
}

void
score_print_lists(const Score *score)
{
    print_list("errors:", score->errors, ERRORS_SHOWN);
    print_list("FALSE PASSES, and their faults:", score->false_passes, G_MAXUINT);
    print_list("good documents failed, and what is blamed:", score->failed_good, DOCUMENTS_SHOWN);
}

void
score_print_summary(const Score *score)
{
    static const struct {
        const char *what, *label;
    } figures[] = {{"mention-recall", "mentions present"},
                   {"mention-miss", "altered/missing caught"},
                   {"field", "fields"},
                   {"value", "values"},
                   {"box", "boxes"},
                   {"group", "groups"},
                   {"table", "tables"},
                   {"signature", "signatures"},
                   {"straight-through", "straight-through"}};
    ScoreShare passed = score_shares_get(score->shares, "all", "false-pass");

    putchar('\n');
    for (gsize i = 0; i < G_N_ELEMENTS(figures); i++) {
        ScoreShare share = score_shares_get(score->shares, "all", figures[i].what);

        if (share.all)
            printf("%s %.2f %%, ", figures[i].label, score_percent(share));
        else
            printf("%s -, ", figures[i].label);
    }
    printf("FALSE PASSES %ld of %ld\n", passed.right, passed.all);
}
