// SPDX-License-Identifier: Apache-2.0
/** The five tables: the same columns whatever tool the records came from. */
@NullMarked
package io.weir.model.tables;

import org.jspecify.annotations.NullMarked;
