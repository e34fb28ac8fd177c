// SPDX-License-Identifier: Apache-2.0
/** Pictures of answers, and pages that hold them with their tables. */
@NullMarked
package io.weir.output.report;

import org.jspecify.annotations.NullMarked;
