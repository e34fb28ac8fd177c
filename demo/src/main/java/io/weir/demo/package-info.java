// SPDX-License-Identifier: Apache-2.0
/** The whole way of a flow, from exporter to answer, in one process: {@code weir live --demo}. */
@NullMarked
package io.weir.demo;

import org.jspecify.annotations.NullMarked;
