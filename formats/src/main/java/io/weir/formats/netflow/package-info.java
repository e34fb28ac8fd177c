// SPDX-License-Identifier: Apache-2.0
/** Captures of NetFlow: the flows that exporters told, not those that the packets make. */
@NullMarked
package io.weir.formats.netflow;

import org.jspecify.annotations.NullMarked;
