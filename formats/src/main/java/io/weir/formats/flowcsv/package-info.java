// SPDX-License-Identifier: Apache-2.0
/** Flows and packets in CSV files, by profiles that say what the columns mean. */
@NullMarked
package io.weir.formats.flowcsv;

import org.jspecify.annotations.NullMarked;
