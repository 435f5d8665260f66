/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was read of lines and pages, with the traces it came from. */
#include "read-private.h"

static void
trace_free(RvTrace *trace)
{
    rv_posteriors_free(trace->posteriors);
    g_free(trace);
}

RvTrace *
rv_trace_new(const RvNet *net, RvPosteriors *posteriors, const RvFoundLine *line)
{
    RvTrace *trace = g_new(RvTrace, 1);

    *trace = (RvTrace){net, posteriors, line->strip, line->x_height};
    return trace;
}

/* That frees its RvTrace. */
static GPtrArray *
traces_new(void)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify)trace_free);
}

RvLineRead *
rv_line_read_new(void)
{
    RvLineRead *read = g_new(RvLineRead, 1);

    *read = (RvLineRead){rv_words_new(), traces_new()};
    return read;
}

void
rv_line_read_free(RvLineRead *read)
{
    if (!read)
        return;
    g_array_unref(read->words);
    g_ptr_array_unref(read->traces);
    g_free(read);
}

void
rv_line_read_move(RvLineRead *to, RvLineRead *from)
{
    rv_words_move(to->words, from->words);
    g_ptr_array_extend_and_steal(to->traces, from->traces);
    from->traces = traces_new();
}

double
rv_line_read_confidence(const RvLineRead *read)
{
    return rv_words_confidence(read->words, 0, read->words->len);
}

RvReading *
rv_reading_new(int page)
{
    RvReading *reading = g_new0(RvReading, 1);

    reading->page = page;
    reading->words = rv_words_new();
    reading->lines = g_array_new(FALSE, TRUE, sizeof(RvLine));
    reading->traces = traces_new();
    reading->complete = TRUE;
    return reading;
}

void
rv_reading_free(RvReading *reading)
{
    if (!reading)
        return;
    g_array_unref(reading->words);
    g_array_unref(reading->lines);
    g_ptr_array_unref(reading->traces);
    g_free(reading);
}
