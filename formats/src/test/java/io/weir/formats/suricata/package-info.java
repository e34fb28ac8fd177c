// SPDX-License-Identifier: Apache-2.0
/** Tests of the reader of Suricata's events. */
@NullMarked
package io.weir.formats.suricata;

import org.jspecify.annotations.NullMarked;
