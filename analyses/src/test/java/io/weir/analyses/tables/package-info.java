// SPDX-License-Identifier: Apache-2.0
/** Tables in memory for tests of functions over whole tables. */
@NullMarked
package io.weir.analyses.tables;

import org.jspecify.annotations.NullMarked;
