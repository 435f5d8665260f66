/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marks -> annotations by Poppler, which saves them as an incremental update. It is told rectangles
 * of the page as displayed, from below, and turns and moves them as /Rotate and the crop box want.
 */
#include "annotate-private.h"
#include "pdf-private.h"

#include "recevable/i18n.h"
#include "recevable/process.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Between a frame's line and what it holds: print touches its place. */
#define AIR 0.5
/* Of a page's border: where a line would be cut off. */
#define BORDER 1.0
/* The icon of a note, and its distance from the corner. */
#define ICON 20.0
#define CORNER 6.0

/* Poppler's place for the time has 22 bytes: that is the longest line. */
const RvMarkLook rv_mark_looks[RV_MARK_KINDS] = {
    [RV_MARK_GOOD] = {0, 0.6, 0.2, "/BS<</W .7>>", 0.7},
    [RV_MARK_DOUBTFUL] = {1, 0.6, 0, "/BS<</W 1.2/S/D/D[5]>>", 1.2},
    [RV_MARK_LACKING] = {0.8, 0, 0, "/BS<</W 1.5>>", 1.5},
    [RV_MARK_REMARK] = {0.4, 0.4, 0.4, "/BS<</W .7>>", 0.7},
    [RV_MARK_HARD] = {0.4, 0.2, 0.8, "/BS<</W 1/S/D/D[1 3]>>", 1},
    [RV_MARK_SUMMARY] = {1, 0.8, 0, "", 0},
};

void
rv_mark_free(RvMark *mark)
{
    if (!mark)
        return;
    g_free(mark->label);
    g_free(mark->text);
    g_free(mark);
}

GPtrArray *
rv_marks_new(void)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify)rv_mark_free);
}

static const char *const reasons[RV_ANNOTATED_KINDS] = {
    [RV_ANNOTATED_NOT] = N_("the document could not be checked"),
    [RV_ANNOTATED_DONE] = "",
    [RV_ANNOTATED_CERTIFIED] =
        N_("it is certified, and whoever did that allows no notes: they would break the "
           "certification; annotate a copy that was printed to a new PDF"),
    [RV_ANNOTATED_FORBIDDEN] =
        N_("its encryption forbids notes: save it without, or ask whoever made it"),
    [RV_ANNOTATED_DAMAGED] =
        N_("the PDF is damaged, and nothing can be added to it as it is: print it to a new PDF"),
    [RV_ANNOTATED_TOO_LARGE] = N_("it becomes too large with the notes: split it"),
};

const char *
rv_annotated_reason(RvAnnotated annotated)
{
    g_return_val_if_fail((gsize)annotated < G_N_ELEMENTS(reasons), "");
    return *reasons[annotated] ? _(reasons[annotated]) : "";
}

/* ---- one mark -------------------------------------------------------------------------------- */

/* The line lies around the place, and on the page. */
static PopplerRectangle
frame_of(const RvMark *mark, double width_pt, double height_pt)
{
    const RvPt *pt = &mark->place;
    double out = AIR + rv_mark_looks[mark->kind].width / 2;
    double left = CLAMP(pt->x0 - out, BORDER, width_pt - BORDER);
    double right = CLAMP(pt->x1 + out, BORDER, width_pt - BORDER);
    double top = CLAMP(pt->y0 - out, BORDER, height_pt - BORDER);
    double bottom = CLAMP(pt->y1 + out, BORDER, height_pt - BORDER);

    return (PopplerRectangle){left, height_pt - bottom, right, height_pt - top};
}

static PopplerAnnot *
make_note(PopplerDocument *document, double height_pt)
{
    PopplerRectangle at = {CORNER, height_pt - CORNER - ICON, CORNER + ICON, height_pt - CORNER};
    PopplerAnnot *note = poppler_annot_text_new(document, &at);

    poppler_annot_set_flags(note, POPPLER_ANNOT_FLAG_NO_ZOOM | POPPLER_ANNOT_FLAG_NO_ROTATE);
    return note;
}

static PopplerAnnot *
make_frame(PopplerDocument *document, const RvMark *mark, double width_pt, double height_pt)
{
    PopplerRectangle at = frame_of(mark, width_pt, height_pt);
    PopplerAnnot *frame = poppler_annot_square_new(document, &at);

    poppler_annot_set_flags(frame, POPPLER_ANNOT_FLAG_PRINT);
    return frame;
}

static guint16
of_colour(double part)
{
    return (guint16)lround(part * G_MAXUINT16);
}

static void
add_mark(PopplerDocument *document, PopplerPage *page, const RvMark *mark)
{
    const RvMarkLook *look = &rv_mark_looks[mark->kind];
    PopplerColor colour = {of_colour(look->red), of_colour(look->green), of_colour(look->blue)};
    double width_pt, height_pt;
    PopplerAnnot *annot;

    poppler_page_get_size(page, &width_pt, &height_pt);
    annot = mark->kind == RV_MARK_SUMMARY ? make_note(document, height_pt)
                                          : make_frame(document, mark, width_pt, height_pt);
    poppler_annot_set_color(annot, &colour);
    poppler_annot_set_contents(annot, mark->text);
    poppler_annot_markup_set_label(POPPLER_ANNOT_MARKUP(annot), mark->label);
    poppler_page_add_annot(page, annot);
    g_object_unref(annot);
}

static gboolean
makes_sense(const RvDocument *document, const RvMark *mark)
{
    const RvPt *pt = &mark->place;

    return mark->page >= 1 && mark->page <= document->n_pages && isfinite(pt->x0) &&
           isfinite(pt->y0) && isfinite(pt->x1) && isfinite(pt->y1);
}

static gboolean
add_marks(RvDocument *document, const GPtrArray *marks)
{
    for (guint i = 0; i < marks->len; i++) {
        const RvMark *mark = g_ptr_array_index(marks, i);
        g_autoptr(PopplerPage) page = NULL;

        if (!makes_sense(document, mark))
            continue;
        page = poppler_document_get_page(document->poppler, mark->page - 1);
        if (!page)
            return FALSE;
        add_mark(document->poppler, page, mark);
    }
    return TRUE;
}

/* ---- the file -------------------------------------------------------------------------------- */

/* Poppler neither closes the stream that it makes of a descriptor, nor writes the last of it. */
static RvAnnotated
save(RvDocument *document, int fd)
{
    int copy = dup(fd);

    if (copy < 0 || !poppler_document_save_to_fd(document->poppler, copy, TRUE, NULL))
        return RV_ANNOTATED_DAMAGED;
    return fflush(NULL) == 0 ? RV_ANNOTATED_DONE : RV_ANNOTATED_TOO_LARGE;
}

/* All that stands behind `from`; NULL: it cannot be read, or is more than it may. */
static GByteArray *
read_added(int fd, gsize from)
{
    off_t end = lseek(fd, 0, SEEK_END);
    g_autoptr(GByteArray) added = g_byte_array_new();
    gssize got;

    if (end <= (off_t)from || (gsize)end - from >= RV_ANNOTATIONS_BYTES ||
        lseek(fd, (off_t)from, SEEK_SET) < 0)
        return NULL;
    g_byte_array_set_size(added, (guint)((gsize)end - from));
    for (gsize at = 0; at < added->len; at += (gsize)got) {
        got = read(fd, added->data + at, added->len - at);
        if (got <= 0)
            return NULL;
    }
    return g_steal_pointer(&added);
}

static gboolean
write_added(int fd, gsize from, const GByteArray *added)
{
    return lseek(fd, (off_t)from, SEEK_SET) >= 0 && rv_write_all(fd, added->data, added->len);
}

/* How many annotations a page has; also such as were there before. */
static guint
count_annotations(PopplerDocument *document, int page_number)
{
    g_autoptr(PopplerPage) page = poppler_document_get_page(document, page_number - 1);
    GList *all = page ? poppler_page_get_annot_mapping(page) : NULL;
    guint n = g_list_length(all);

    poppler_page_free_annot_mapping(all);
    return n;
}

static guint
count_marks(const RvDocument *document, const GPtrArray *marks, int page_number)
{
    guint n = 0;

    for (guint i = 0; i < marks->len; i++) {
        const RvMark *mark = g_ptr_array_index(marks, i);

        n += mark->page == page_number && makes_sense(document, mark);
    }
    return n;
}

/* Who opens it finds the same pages, the marks on them, and no more damage than before. */
static gboolean
is_sound(const RvDocument *document, GBytes *copy, const char *password, const GPtrArray *marks)
{
    g_autoptr(RvDocument) opened = rv_document_open(copy, password, &document->limits, NULL);
    gboolean sound = opened && opened->n_pages == document->n_pages &&
                     opened->is_damaged <= document->is_damaged;

    for (int page = 1; sound && page <= document->n_pages; page++) {
        guint n = count_marks(document, marks, page);

        sound = n == 0 || count_annotations(opened->poppler, page) >= n;
    }
    return sound;
}

/* Poppler leaves out what stands before a header. */
static gboolean
begins_with(GBytes *copy, GBytes *bytes)
{
    gsize size, copied;
    gconstpointer data = g_bytes_get_data(bytes, &size), other = g_bytes_get_data(copy, &copied);

    return copied > size && memcmp(other, data, size) == 0;
}

static RvAnnotated
finish(const RvDocument *document, GBytes *bytes, const char *password, const GPtrArray *marks,
       int fd, gsize *size)
{
    gsize from = g_bytes_get_size(bytes);
    g_autoptr(GByteArray) added = read_added(fd, from);
    g_autoptr(GMappedFile) file = NULL;
    g_autoptr(GBytes) all = NULL, copy = NULL;

    if (!added)
        return lseek(fd, 0, SEEK_END) > (off_t)from ? RV_ANNOTATED_TOO_LARGE : RV_ANNOTATED_DAMAGED;
    if (!rv_retouch(added))
        return RV_ANNOTATED_DAMAGED;
    if (!write_added(fd, from, added) || !(file = g_mapped_file_new_from_fd(fd, FALSE, NULL)))
        return RV_ANNOTATED_TOO_LARGE;
    *size = from + added->len;
    all = g_mapped_file_get_bytes(file);
    copy = g_bytes_new_from_bytes(all, 0, *size);
    return begins_with(copy, bytes) && is_sound(document, copy, password, marks)
               ? RV_ANNOTATED_DONE
               : RV_ANNOTATED_DAMAGED;
}

static gboolean
may_be_annotated(const RvDocument *document)
{
    return (poppler_document_get_permissions(document->poppler) &
            POPPLER_PERMISSIONS_OK_TO_ADD_NOTES) != 0;
}

RvAnnotated
rv_document_annotate(RvDocument *document, GBytes *bytes, const char *password,
                     const GPtrArray *marks, int fd, gsize *size)
{
    g_auto(RvPopplerLog) log = {-1, -1};
    RvAnnotated saved;

    *size = 0;
    if (rv_is_certified(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes)))
        return RV_ANNOTATED_CERTIFIED;
    if (!may_be_annotated(document))
        return RV_ANNOTATED_FORBIDDEN;
    rv_poppler_log_start(&log);
    if (!add_marks(document, marks))
        return RV_ANNOTATED_DAMAGED;
    saved = save(document, fd);
    return saved == RV_ANNOTATED_DONE ? finish(document, bytes, password, marks, fd, size) : saved;
}
