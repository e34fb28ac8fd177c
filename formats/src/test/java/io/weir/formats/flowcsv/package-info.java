// SPDX-License-Identifier: Apache-2.0
/** Tests of CSV files of flows. */
@NullMarked
package io.weir.formats.flowcsv;

import org.jspecify.annotations.NullMarked;
