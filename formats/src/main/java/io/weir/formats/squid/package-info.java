// SPDX-License-Identifier: Apache-2.0
/** Reads Squid's access logs, in its own formats and in any that {@code logformat} describes. */
@NullMarked
package io.weir.formats.squid;

import org.jspecify.annotations.NullMarked;
