// SPDX-License-Identifier: Apache-2.0
/** The command lines of NetLytics, answered by Weir. */
@NullMarked
package io.weir.cli.netlytics;

import org.jspecify.annotations.NullMarked;
