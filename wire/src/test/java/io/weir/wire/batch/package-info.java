// SPDX-License-Identifier: Apache-2.0
/** Tests of the compact batch. */
@NullMarked
package io.weir.wire.batch;

import org.jspecify.annotations.NullMarked;
