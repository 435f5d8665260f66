/* SPDX-License-Identifier: GPL-3.0-or-later */
/* recevable worker, which is not for people: what a supervisor starts to have documents worked on
 * (work.h). Loads everything, then forks for each document. */
#include "session.h"

#include "recevable/error.h"
#include "recevable/process.h"

#include <malloc.h>

/* A dense page reads in 0.2 s, or with Tesseract in 1-3; one of 2-pt text would take minutes. A
 * page is read four times at the most, within the limit for a step. */
#define PAGE_SECONDS 20.0
/* A colour page of A3 at 300 dpi is 70 MB. */
#define KEPT_BLOCK (128 * 1024 * 1024)

/* Pictures of pages come and go. Blocks this large would be given back to the system each time, and
 * cleared by it when they are asked for again: that is a tenth of the time that a page takes. */
static void
keep_memory(void)
{
    mallopt(M_MMAP_THRESHOLD, KEPT_BLOCK);
    mallopt(M_TRIM_THRESHOLD, KEPT_BLOCK);
}

typedef struct {
    GPtrArray *templates;
    RvReader *reader; /* NULL: nothing will be read */
    RvPipeline pipeline;
} Session;

static void
session_clear(Session *session)
{
    g_clear_pointer(&session->reader, rv_reader_free);
    g_clear_pointer(&session->templates, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Session, session_clear)

static int
open_reading(Session *session, const RvSessionOptions *o)
{
    g_autoptr(GError) error = NULL;

    session->templates = rv_templates_load(o->templates, &error);
    if (session->templates && o->template_id &&
        !rv_templates_find(session->templates, o->template_id)) {
        rv_cli_complain(_("there is no model '%s'; 'recevable templates list' names them"),
                        o->template_id);
        return RV_EXIT_USAGE;
    }
    if (session->templates)
        session->reader = rv_reader_new(
            o->tessdata, o->models ? o->models : "fra",
            g_strcmp0(o->reader, "tesseract") ? RV_READER_FAST : RV_READER_TESSERACT, &error);
    if (session->reader)
        return RV_EXIT_PASS;
    rv_cli_complain("%s", error->message);
    return g_error_matches(error, RV_ERROR, RV_ERROR_USAGE) ? RV_EXIT_USAGE : RV_EXIT_INTERNAL;
}

/* One hash of all models and deadlines: which one a document follows hangs on them all. */
static void
describe_templates(const GPtrArray *templates, RvHello *hello)
{
    g_autoptr(GChecksum) all = g_checksum_new(G_CHECKSUM_SHA256);

    for (guint i = 0; i < templates->len; i++) {
        const RvTemplate *one = g_ptr_array_index(templates, i);

        g_checksum_update(all, (const guchar *)one->sha256, -1);
        if (one->deadlines_sha256)
            g_checksum_update(all, (const guchar *)one->deadlines_sha256, -1);
        hello->knows_deadlines |= one->deadlines_sha256 != NULL;
    }
    g_strlcpy(hello->templates, g_checksum_get_string(all), sizeof hello->templates);
}

static int
take_learning(Session *session, const RvSetup *setup)
{
    RvLearnHow *how = &session->pipeline.learn;
    g_autoptr(GError) error = NULL;

    *how = (RvLearnHow){.marking = rv_marking_default,
                        .id = setup->learn.id,
                        .kind = setup->learn.kind,
                        .reference = setup->learn.reference,
                        .title = setup->learn.title,
                        .source = setup->learn.source};
    if (!setup->learn.mark || rv_marking_parse(setup->learn.mark, &how->marking, &error))
        return RV_EXIT_PASS;
    rv_cli_complain("--mark: %s", error->message);
    return RV_EXIT_USAGE;
}

static int
open_session(Session *session, const RvSetup *setup, RvHello *hello)
{
    int status = setup->is_reading ? open_reading(session, &setup->options) : RV_EXIT_PASS;

    if (status != RV_EXIT_PASS)
        return status;
    if (session->templates)
        describe_templates(session->templates, hello);
    if (session->reader)
        g_strlcpy(hello->engine, rv_reader_version(session->reader), sizeof hello->engine);
    session->pipeline = (RvPipeline){.reader = session->reader,
                                     .templates = session->templates,
                                     .template_id = setup->options.template_id,
                                     .given = setup->given,
                                     .password = setup->password,
                                     .limits = setup->pdf,
                                     .page_seconds = PAGE_SECONDS};
    return take_learning(session, setup);
}

static RvFence *
make_fence(const RvSetup *setup, RvHello *hello)
{
    g_autoptr(GError) error = NULL;
    RvFenceKinds kinds = rv_fence_kinds();
    RvFence *fence;

    if (setup->options.no_sandbox)
        return NULL;
    fence = rv_fence_new(&error);
    if (!fence) {
        rv_cli_complain("%s", error->message);
        hello->status = RV_EXIT_INTERNAL;
    }
    hello->isolation = rv_fence_isolation(&kinds);
    return fence;
}

int
rv_cli_worker(int argc, char **argv)
{
    g_autoptr(GBytes) bytes = rv_zygote_receive();
    g_auto(Session) session = {0};
    g_autoptr(RvFence) fence = NULL;
    RvSetup setup = {0};
    RvHello hello = {0};

    (void)argc;
    (void)argv;
    if (!bytes || !rv_setup_unpack(bytes, &setup)) {
        rv_i18n_init(NULL);
        rv_cli_complain(_("'worker' is what other commands start; see 'recevable help'"));
        return RV_EXIT_USAGE;
    }
    rv_i18n_init(setup.options.language);
    keep_memory();
    hello.status = open_session(&session, &setup, &hello);
    if (hello.status == RV_EXIT_PASS)
        fence = make_fence(&setup, &hello);
    if (hello.status == RV_EXIT_PASS && !rv_process_forget_user())
        hello.status = RV_EXIT_INTERNAL;
    rv_zygote_serve(&hello, &session.pipeline, fence, &setup.work);
    return RV_EXIT_PASS;
}
