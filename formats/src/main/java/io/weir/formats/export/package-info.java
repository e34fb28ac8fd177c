// SPDX-License-Identifier: Apache-2.0
/** Exported flows as rows of the table {@code flows}, whatever wire form they came in. */
@NullMarked
package io.weir.formats.export;

import org.jspecify.annotations.NullMarked;
