// SPDX-License-Identifier: Apache-2.0
/** Compares what the readers make of logs and captures with what other tools' own tests expect. */
@NullMarked
package io.weir.formats.oracles;

import org.jspecify.annotations.NullMarked;
