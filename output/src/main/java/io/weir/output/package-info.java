// SPDX-License-Identifier: Apache-2.0
/** Sinks: where the rows of an answer go, written whole or not at all. */
@NullMarked
package io.weir.output;

import org.jspecify.annotations.NullMarked;
