// SPDX-License-Identifier: Apache-2.0
/** Reads the logs of BIND's named: queries, responses and the rest. */
@NullMarked
package io.weir.formats.bind;

import org.jspecify.annotations.NullMarked;
