// SPDX-License-Identifier: Apache-2.0
/**
 * Flows as JSON, one object a record: goflow2's, pmacct's, IPFIXcol's, nfdump's, and the stream
 * benchmark's.
 */
@NullMarked
package io.weir.formats.flowjson;

import org.jspecify.annotations.NullMarked;
