// SPDX-License-Identifier: Apache-2.0
/**
 * Look-ups as plain functions: prefixes, ASN, countries, public suffixes, ports. {@link
 * io.weir.enrich.SqlFunctions} is the catalogue of those that SQL knows.
 */
@NullMarked
package io.weir.enrich;

import org.jspecify.annotations.NullMarked;
