// SPDX-License-Identifier: Apache-2.0
/** Tests of the export protocols. */
@NullMarked
package io.weir.wire.export;

import org.jspecify.annotations.NullMarked;
