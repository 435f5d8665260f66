/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs every suite: tests/unit/test_NAME.c gives `Suite *suite_NAME(void)` and is found by itself.
 * CK_RUN_SUITE=NAME runs one. */
#include "recevable/i18n.h"

#include <check.h>
#include <stdlib.h>

#define SUITE(name) Suite *suite_##name(void);
#include "suites.inc"
#undef SUITE

int
main(void)
{
    SRunner *runner = srunner_create(NULL);
    int failed;

    rv_i18n_init("en");
#define SUITE(name) srunner_add_suite(runner, suite_##name());
#include "suites.inc"
#undef SUITE
    srunner_run_all(runner, CK_ENV);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
