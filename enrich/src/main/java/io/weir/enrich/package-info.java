// SPDX-License-Identifier: Apache-2.0
/** Look-ups as plain functions: prefixes, ASN, countries, public suffixes, ports. */
@NullMarked
package io.weir.enrich;

import org.jspecify.annotations.NullMarked;
