// SPDX-License-Identifier: Apache-2.0
/** The commands below {@code weir private}: the ledger's operator, and those who ask. */
@NullMarked
package io.weir.cli.privacy;

import org.jspecify.annotations.NullMarked;
