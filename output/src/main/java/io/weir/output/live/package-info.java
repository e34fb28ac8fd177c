// SPDX-License-Identifier: Apache-2.0
/** Sinks of live runs: the rows of finished windows to a terminal, to files, to a database. */
@NullMarked
package io.weir.output.live;

import org.jspecify.annotations.NullMarked;
