// SPDX-License-Identifier: Apache-2.0
/** Weir on Apache Spark: the engine, and the tables of inputs as views of a session. */
@NullMarked
package io.weir.spark;

import org.jspecify.annotations.NullMarked;
