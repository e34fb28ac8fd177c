// SPDX-License-Identifier: Apache-2.0
/** Suricata's events in JSON (EVE): each kind a table, composed into flows, dns and http. */
@NullMarked
package io.weir.formats.suricata;

import org.jspecify.annotations.NullMarked;
