// SPDX-License-Identifier: Apache-2.0
/** Tests of jobs. */
@NullMarked
package io.weir.job;

import org.jspecify.annotations.NullMarked;
