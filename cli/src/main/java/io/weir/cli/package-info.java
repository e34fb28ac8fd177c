// SPDX-License-Identifier: Apache-2.0
/** The command {@code weir}: reads the command line, calls the rooms, shows what they answer. */
@NullMarked
package io.weir.cli;

import org.jspecify.annotations.NullMarked;
