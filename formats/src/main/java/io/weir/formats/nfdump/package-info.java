// SPDX-License-Identifier: Apache-2.0
/** What nfdump's tools write: nfcapd files, and nfdump's CSV. */
@NullMarked
package io.weir.formats.nfdump;

import org.jspecify.annotations.NullMarked;
