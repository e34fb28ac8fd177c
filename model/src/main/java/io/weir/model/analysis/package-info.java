// SPDX-License-Identifier: Apache-2.0
/** How an analysis describes its answer: SQL steps and folds over tables, described but not run. */
@NullMarked
package io.weir.model.analysis;

import org.jspecify.annotations.NullMarked;
