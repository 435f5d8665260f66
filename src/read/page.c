/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a whole sheet: its lines at once; those that read poorly are read again from other
 * pictures and at other heights. */
#include "read-private.h"

/* Lines below this confidence are read again: print reads at 0.85 and more, so that this is
 * handwriting, or print whose line was not found well. */
#define POOR_LINE 0.75
/* Another reading must be better by so much to be taken. */
#define GAIN 0.08

/* How a line is cut for another try: from which picture, and its height as a share of the first. */
static const struct {
    RvSheetPicture picture;
    double height;
} tries[] = {
    {RV_SHEET_GRAY, 1.0},
    {RV_SHEET_TEXT, 1.2},
};

/* Other readings of poor lines, tried all at once: a batch costs less a line the more it holds. */
typedef struct {
    GArray *lines;    /* RvFoundLine; the pieces of parts are theirs, of whole lines borrowed */
    GArray *pictures; /* RvSheetPicture, one a line */
    GArray *of;       /* guint: which poor line it is an attempt at */
    GArray *attempt;  /* guint: PARTS, or 1 + the index of the try */
} Attempts;
#define PARTS 0

static void
add_attempt(Attempts *a, RvFoundLine line, RvSheetPicture picture, guint of, guint attempt)
{
    g_array_append_val(a->lines, line);
    g_array_append_val(a->pictures, picture);
    g_array_append_val(a->of, of);
    g_array_append_val(a->attempt, attempt);
}

/* A line cut where the white is this wide, in x-heights: print and what is written beside it are
 * fitted each by itself then. */
#define PART_GAP 0.5
/* Taken as soon as it is better at all by that much: what is gained is often one short label. */
#define PART_GAIN 0.01

static void
add_parts(Attempts *attempts, const RvSheet *sheet, const RvFoundLine *line, guint number)
{
    g_autoptr(GArray) pieces = g_array_new(FALSE, FALSE, sizeof(guint));
    double x_height = sheet->x_height > 0 ? MIN(sheet->x_height, line->x_height) : line->x_height;
    int right = line->box.x;

    for (guint i = 0; i <= line->pieces->len; i++) {
        guint piece = i < line->pieces->len ? g_array_index(line->pieces, guint, i) : 0;
        RvPx box = g_array_index(sheet->pieces, RvSheetPiece, piece).box;
        RvFoundLine part;

        if (pieces->len && (i == line->pieces->len || box.x - right > PART_GAP * x_height)) {
            if (rv_fit_line(sheet, pieces, &part))
                add_attempt(attempts, part, RV_SHEET_TEXT, number, PARTS);
            g_array_unref(pieces);
            pieces = g_array_new(FALSE, FALSE, sizeof(guint));
        }
        if (i < line->pieces->len)
            g_array_append_val(pieces, piece);
        right = MAX(right, rv_px_right(box));
    }
}

static void
add_tries(Attempts *attempts, const RvFoundLine *line, guint number)
{
    for (guint k = 0; k < G_N_ELEMENTS(tries); k++) {
        RvFoundLine other = *line;

        other.strip.above *= tries[k].height;
        other.strip.below *= tries[k].height;
        add_attempt(attempts, other, tries[k].picture, number, 1 + k);
    }
}

static void
attempts_clear(Attempts *attempts)
{
    for (guint i = 0; i < attempts->lines->len; i++)
        if (g_array_index(attempts->attempt, guint, i) == PARTS)
            rv_found_line_clear(&g_array_index(attempts->lines, RvFoundLine, i));
    g_array_unref(attempts->lines);
    g_array_unref(attempts->pictures);
    g_array_unref(attempts->of);
    g_array_unref(attempts->attempt);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Attempts, attempts_clear)

/* Takes the other reading of a line when it is better by so much. */
static void
prefer(GPtrArray *reads, guint line, RvLineRead *other, double gain)
{
    RvLineRead *now = g_ptr_array_index(reads, line);

    if (rv_line_read_confidence(other) > rv_line_read_confidence(now) + gain) {
        g_ptr_array_index(reads, line) = other;
        other = now;
    }
    rv_line_read_free(other);
}

static gboolean
is_poor(const GPtrArray *reads, guint line)
{
    return rv_line_read_confidence(g_ptr_array_index(reads, line)) < POOR_LINE;
}

/* Swaps poor lines for the best of other readings of them. */
static void
improve(const RvReader *reader, const RvSheet *sheet, const GArray *lines, GPtrArray *reads)
{
    g_auto(Attempts) attempts = {g_array_new(FALSE, FALSE, sizeof(RvFoundLine)),
                                 g_array_new(FALSE, FALSE, sizeof(RvSheetPicture)),
                                 g_array_new(FALSE, FALSE, sizeof(guint)),
                                 g_array_new(FALSE, FALSE, sizeof(guint))};
    g_autoptr(GPtrArray) again = NULL;

    for (guint i = 0; i < lines->len; i++)
        if (is_poor(reads, i)) {
            add_parts(&attempts, sheet, &g_array_index(lines, RvFoundLine, i), i);
            add_tries(&attempts, &g_array_index(lines, RvFoundLine, i), i);
        }
    again = rv_read_lines(reader, sheet, attempts.pictures, attempts.lines);
    for (guint i = 0; i < again->len;) {
        guint line = g_array_index(attempts.of, guint, i);
        RvLineRead *joined = rv_line_read_new();

        for (; i < again->len && g_array_index(attempts.attempt, guint, i) == PARTS; i++)
            rv_line_read_move(joined, g_ptr_array_index(again, i));
        prefer(reads, line, joined, PART_GAIN);
        for (; i < again->len && g_array_index(attempts.attempt, guint, i) != PARTS &&
               g_array_index(attempts.of, guint, i) == line;
             i++)
            if (is_poor(reads, line))
                prefer(reads, line, g_steal_pointer(&g_ptr_array_index(again, i)), GAIN);
    }
}

/* Moves what was read of all lines into one reading. */
static void
collect(GPtrArray *reads, RvReading *reading)
{
    RvLineRead all = {reading->words, reading->traces};

    for (guint i = 0; i < reads->len; i++) {
        RvLineRead *read = g_ptr_array_index(reads, i);

        for (guint k = 0; k < read->words->len; k++)
            g_array_index(read->words, RvWord, k).line = i;
        rv_line_read_move(&all, read);
    }
}

/* FALSE: there was no time. A batch that has begun is not broken off: a page of the largest size
 * has room for so many lines only. */
static gboolean
read_in_batches(const RvReader *reader, const RvSheet *sheet, RvReading *reading, gint64 deadline)
{
    g_autoptr(GArray) lines = rv_find_lines(sheet);
    g_autoptr(GPtrArray) reads = NULL;

    if (g_get_monotonic_time() >= deadline)
        return FALSE;
    reads = rv_read_lines(reader, sheet, NULL, lines);
    if (g_get_monotonic_time() < deadline)
        improve(reader, sheet, lines, reads);
    collect(reads, reading);
    return TRUE;
}

RvReading *
rv_reader_read(RvReader *reader, const RvSheet *sheet, double seconds)
{
    RvReading *reading = rv_reading_new(sheet->page);
    gint64 deadline = g_get_monotonic_time() + (gint64)(seconds * G_USEC_PER_SEC);

    if (sheet->is_blank || sheet->is_unreadable)
        return reading;
    if (reader->kind == RV_READER_FAST) {
        reading->complete = read_in_batches(reader, sheet, reading, deadline);
    } else {
        g_array_unref(reading->words);
        reading->words =
            rv_engine_read(reader, sheet, RV_SHEET_TEXT, (RvPx){0, 0, sheet->width, sheet->height},
                           PSM_AUTO, &deadline);
        reading->complete = g_get_monotonic_time() < deadline;
    }
    rv_reading_lay_out(reading, sheet);
    return reading;
}
