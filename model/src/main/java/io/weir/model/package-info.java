// SPDX-License-Identifier: Apache-2.0
/**
 * The vocabulary of Weir: tables and columns, and the interfaces that formats, analyses, engines
 * and sinks implement. Nothing here opens a file or runs a query.
 */
@NullMarked
package io.weir.model;

import org.jspecify.annotations.NullMarked;
