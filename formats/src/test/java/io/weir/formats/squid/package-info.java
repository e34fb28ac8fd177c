// SPDX-License-Identifier: Apache-2.0
/** Tests of the reader of Squid's logs. */
@NullMarked
package io.weir.formats.squid;

import org.jspecify.annotations.NullMarked;
