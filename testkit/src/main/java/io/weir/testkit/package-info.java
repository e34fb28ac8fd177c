// SPDX-License-Identifier: Apache-2.0
/** What tests share: data, files in memory, collected rows, and the contract of every format. */
@NullMarked
package io.weir.testkit;

import org.jspecify.annotations.NullMarked;
