// SPDX-License-Identifier: Apache-2.0
/** What a run of Weir is made of: its inputs, its engine, its parameters. */
@NullMarked
package io.weir.job;

import org.jspecify.annotations.NullMarked;
