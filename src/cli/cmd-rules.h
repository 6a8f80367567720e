/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The actions of `boardpack rules`; argv[0] is the action's name. See cmd-rules.c. */
#pragma once

#include "cli/command.h"

int bp_rules_check_command(char **argv, GError **error);
int bp_rules_kinds_command(char **argv, GError **error);
int bp_rules_list_command(char **argv, GError **error);
int bp_rules_test_command(char **argv, GError **error);
int bp_rules_new_command(char **argv, GError **error);
int bp_rules_coverage_command(char **argv, GError **error);
