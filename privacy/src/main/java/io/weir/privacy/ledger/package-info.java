// SPDX-License-Identifier: Apache-2.0
/** Registered datasets, analysts, and the ledger of what was spent. */
@NullMarked
package io.weir.privacy.ledger;

import org.jspecify.annotations.NullMarked;
