// SPDX-License-Identifier: Apache-2.0
/** The engine in the process: DuckDB, with each native table a table function over its readers. */
@NullMarked
package io.weir.embedded;

import org.jspecify.annotations.NullMarked;
