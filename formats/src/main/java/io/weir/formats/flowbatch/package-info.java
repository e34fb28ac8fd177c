// SPDX-License-Identifier: Apache-2.0
/** Weir's compact batches of flows, as messages of a topic. */
@NullMarked
package io.weir.formats.flowbatch;

import org.jspecify.annotations.NullMarked;
