// SPDX-License-Identifier: Apache-2.0
/**
 * Weir's compact batch: flows of one exporter as columns in one message.
 *
 * <p>All numbers are little-endian, all offsets count from the beginning of the message; blocks
 * begin at multiples of eight. A reader of version 1 passes over columns whose number it does not
 * know.
 *
 * <pre>
 * header, 48 bytes
 *   0  4  magic: 8F 57 46 42 (a byte that begins no text, then "WFB")
 *   4  1  version: 1
 *   5  1  version of the export protocol: 5, 9, 10
 *   6  2  number of columns
 *   8  4  length of the message
 *  12  4  rows, at most 65536
 *  16  4  observation domain
 *  20  4  zero
 *  24  8  receive time of the first row, microseconds since 1970 UTC
 *  32 16  address of the exporter; IPv4 as ::ffff:a.b.c.d
 *
 * directory, 32 bytes a column, ascending by number
 *   0  1  number of the column: that of the field in FlowRecord, or FlowBatch.RECEIVED_MICROS
 *   1  1  kind: 0 number, 1 address
 *   2  1  width, bytes a row: numbers 0 1 2 4 8, addresses 4 16
 *   3  1  zero
 *   4  4  scale
 *   8  8  base
 *  16  4  offset of the values; 0 when the width is 0
 *  20  4  offset of a bitmap with a one for each row that has a value; 0: all rows have one
 *  24  4  addresses of width 16: offset of a bitmap with a one for each IPv4 row; 0: none is
 *  28  4  zero
 *
 * blocks
 *   numbers    base + scale * (unsigned value of the row), modulo 2^64
 *   addresses  bytes as on the wire; width 4: all are IPv4; an IPv4 row of width 16 has its address
 *              in the last four bytes and zeros before
 *   bitmaps    row r is bit r % 8 of byte r / 8
 * </pre>
 */
@NullMarked
package io.weir.wire.batch;

import org.jspecify.annotations.NullMarked;
