// SPDX-License-Identifier: Apache-2.0
/** Analyses on inputs that grow: what is asked for, and what answers. */
@NullMarked
package io.weir.job.live;

import org.jspecify.annotations.NullMarked;
