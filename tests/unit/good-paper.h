/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Evidence of a paper on which everything is as it should be, to be spoilt by tests. */
#pragma once

#include "recevable/judge.h"

#define ORDER "hop-dpi-va2-bdc"
#define ORDER_PFI "hop-pfi-va2-bdc"
#define APTITUDE "hop-dpi-va2-va"
#define APTITUDE_PFI "hop-pfi-va2-va"
#define PILOT "hop-dpi-va2-pv-pilote"
#define PILOT_PFI "hop-pfi-va2-pv-pilote"

/* Confidence of everything on a good paper. */
#define GOOD 0.95

typedef struct {
    const RvTemplate *template_;
    GPtrArray *evidence; /* RvEvidence, owned */
    RvGiven given;       /* what the user tells; nothing */
    RvResult *result;    /* of judge_paper(), owned */
} Paper;

/* The templates of the project, loaded once. */
const GPtrArray *good_templates(void);
/* Filled in, ticked and signed. */
Paper *good_paper(const RvTemplate *template_);
Paper *good_paper_of(const char *id);
void paper_free(Paper *paper);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Paper, paper_free)

RvEvidence *paper_item(Paper *paper, const char *id);
/* Sets one box, with confidence. */
void paper_tick(Paper *paper, const char *group, const char *box, RvBoxState state);
void set_phrase(RvPhrase *phrase, RvPhraseState state);
void set_value(RvValue *value, RvValueState state, const char *text, double confidence);
/* Label, net, rate, VAT and gross, read with confidence. */
void set_row(RvEvidence *table, guint row, const char *const cells[RV_N_CELLS]);
/* All boxes of a group, a letter each: t ticked, u unticked, a ambiguous, m not found, d ticked but
 * doubtful. */
void set_boxes(RvEvidence *group, const char *letters);
/* A group that is not printed at all. */
void leave_out(RvEvidence *group);

/* Judges afresh. */
RvVerdict judge_paper(Paper *paper);
RvStatus item_status(const Paper *paper, const char *id);
RvStatus rule_status_of(const Paper *paper, const char *id);
/* The first finding about an item or rule; NULL: none. */
const RvFinding *finding_about(const Paper *paper, const char *id);
