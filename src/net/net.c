/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A model: loaded, asked about, freed. */
#include "net-private.h"

#include "recevable/error.h"
#include "recevable/i18n.h"

/* The largest published model has 30 MB. */
#define MAX_MODEL_BYTES (256 << 20)

static gboolean
refuse(const char *path, const char *why, GError **error)
{
    g_set_error(error, RV_ERROR, RV_ERROR_NO_MODEL,
                _("the recognition model %s cannot be run by the fast reader: %s"), path, why);
    return FALSE;
}

static gboolean
read_model(RvNet *net, const char *path, const guint8 *bytes, gsize length, GError **error)
{
    RvNetCursor parts[RV_NET_PARTS];
    const char *why = NULL;

    if (length > MAX_MODEL_BYTES || !rv_net_find_parts(bytes, length, parts))
        return refuse(path, _("it is no model"), error);
    if (!parts[RV_NET_PART_NETWORK].left || !parts[RV_NET_PART_CHARACTERS].left ||
        !parts[RV_NET_PART_RECODER].left)
        return refuse(path, _("it lacks a network or its characters"), error);
    if (!rv_net_read_layers(net, &parts[RV_NET_PART_NETWORK], &why))
        return refuse(path, _(why), error);
    net->characters =
        rv_net_characters_new(parts[RV_NET_PART_CHARACTERS], parts[RV_NET_PART_RECODER]);
    if (!net->characters || rv_net_characters_range(net->characters) > net->n_codes)
        return refuse(path, _("its characters do not fit its network"), error);
    if (parts[RV_NET_PART_WORDS].left)
        net->dictionary =
            rv_net_dictionary_new(parts[RV_NET_PART_WORDS], parts[RV_NET_PART_CHARACTERS]);
    return TRUE;
}

RvNet *
rv_net_load(const char *path, GError **error)
{
    g_autoptr(GError) cause = NULL;
    g_autoptr(RvNet) net = g_new0(RvNet, 1);

    net->file = g_mapped_file_new(path, FALSE, &cause);
    if (!net->file) {
        g_set_error(error, RV_ERROR, RV_ERROR_NO_MODEL, _("the recognition model %s: %s"), path,
                    cause->message);
        return NULL;
    }
    net->kernel = rv_net_choose_kernel();
    net->layers = g_array_new(FALSE, TRUE, sizeof(RvNetLayer));
    g_array_set_clear_func(net->layers, rv_net_layer_clear);
    if (!read_model(net, path, (const guint8 *)g_mapped_file_get_contents(net->file),
                    g_mapped_file_get_length(net->file), error))
        return NULL;
    return g_steal_pointer(&net);
}

void
rv_net_free(RvNet *net)
{
    if (!net)
        return;
    g_clear_pointer(&net->characters, rv_net_characters_free);
    g_clear_pointer(&net->dictionary, rv_net_dictionary_free);
    g_clear_pointer(&net->layers, g_array_unref);
    g_clear_pointer(&net->file, g_mapped_file_unref);
    g_free(net);
}

int
rv_net_height(const RvNet *net)
{
    return (int)net->height;
}

int
rv_net_step(const RvNet *net)
{
    return (int)g_array_index(net->layers, RvNetLayer, 1).x;
}

guint
rv_net_n_codes(const RvNet *net)
{
    return net->n_codes;
}

guint
rv_net_null_code(const RvNet *net)
{
    return net->null_code;
}

const char *
rv_net_text(const RvNet *net, const guint16 *codes, guint n_codes)
{
    return rv_net_characters_text(net->characters, codes, n_codes);
}

gboolean
rv_net_codes(const RvNet *net, const char *character, guint16 *codes, guint *n_codes)
{
    return rv_net_characters_codes(net->characters, character, codes, n_codes);
}

guint
rv_net_longest(const RvNet *net)
{
    return rv_net_characters_longest(net->characters);
}

gboolean
rv_net_knows_word(const RvNet *net, const char *word)
{
    return net->dictionary && rv_net_dictionary_has(net->dictionary, word);
}

const char *
rv_net_kernel(const RvNet *net)
{
    return net->kernel->name;
}
