// SPDX-License-Identifier: Apache-2.0
/** Reads the logs of Zeek, in its own tab-separated form and as JSON. */
@NullMarked
package io.weir.formats.zeek;

import org.jspecify.annotations.NullMarked;
