// SPDX-License-Identifier: Apache-2.0
/** Reads the logs of Tstat by the names in their headers. */
@NullMarked
package io.weir.formats.tstat;

import org.jspecify.annotations.NullMarked;
