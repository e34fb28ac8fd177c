// SPDX-License-Identifier: Apache-2.0
/** What flow-tools' flow-capture writes. */
@NullMarked
package io.weir.formats.flowtools;

import org.jspecify.annotations.NullMarked;
