/* SPDX-License-Identifier: GPL-3.0-or-later */
/* By what a journal knows a setup again. */
#include "lot.h"

void
rv_description_clear(RvDescription *d)
{
    g_clear_pointer(&d->text, g_free);
    g_clear_pointer(&d->hash, g_free);
    g_clear_pointer(&d->reader, g_free);
}

static char *
describe_reading(const RvSetup *s, const RvHello *hello)
{
    return g_strdup_printf("recevable %s; %s; at most %" G_GSIZE_FORMAT " bytes, %d pages, %u s, "
                           "%" G_GUINT64_FORMAT " bytes of memory; password %s",
                           RV_VERSION, hello->engine, s->pdf.max_bytes, s->pdf.max_pages,
                           s->work.step_seconds, s->work.memory, s->password ? "given" : "-");
}

static char *
describe_day(const GDate *day)
{
    return g_date_valid(day) ? g_strdup_printf("%04d-%02d-%02d", g_date_get_year(day),
                                               g_date_get_month(day), g_date_get_day(day))
                             : g_strdup("-");
}

RvDescription
rv_cli_describe(const RvCrew *crew)
{
    const RvHello *hello = rv_pool_hello(crew->pool);
    const RvSetup *s = &crew->setup;
    g_autofree char *reading = describe_reading(s, hello);
    g_autofree char *referenced_on = describe_day(&s->given.referenced_on);
    g_autofree char *on = describe_day(&s->given.on);
    RvDescription d;

    d.text =
        g_strdup_printf("%s; models %s; template %s; referenced on %s; on %s; language %s", reading,
                        hello->templates, s->options.template_id ? s->options.template_id : "auto",
                        referenced_on, on, rv_i18n_language());
    d.hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, d.text, -1);
    d.reader = g_compute_checksum_for_string(G_CHECKSUM_SHA256, reading, -1);
    return d;
}
