// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowcsv;

/**
 * A column of a file and the one of the native table that it becomes.
 *
 * @param index its place in lines, from 0
 * @param header what the file calls it
 * @param name of the native table's column
 * @param target the Weir column it becomes; empty when it stays what it is
 * @param form how values are written
 */
record CsvColumn(int index, String header, String name, Kind kind, String target, String form) {}
