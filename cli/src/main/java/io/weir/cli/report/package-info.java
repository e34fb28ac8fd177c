// SPDX-License-Identifier: Apache-2.0
/** The command that shows an input on one page: what it asks, and how that is laid out. */
@NullMarked
package io.weir.cli.report;

import org.jspecify.annotations.NullMarked;
