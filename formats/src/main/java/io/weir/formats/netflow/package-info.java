// SPDX-License-Identifier: Apache-2.0
/** The older name of the format of exports. */
@NullMarked
package io.weir.formats.netflow;

import org.jspecify.annotations.NullMarked;
