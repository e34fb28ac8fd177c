// SPDX-License-Identifier: Apache-2.0
/** Tests of captures of NetFlow. */
@NullMarked
package io.weir.formats.netflow;

import org.jspecify.annotations.NullMarked;
