// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.export;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The layout of data records: for each field its element and length. Immutable.
 *
 * <p>NetFlow v5 records have a template too, with the elements that v9 gives the same fields (RFC
 * 3954 §8), so that one mapping serves both.
 */
public final class Template {
  /** The length of a field whose length each record tells (RFC 7011 §7; some v9 exporters too). */
  public static final int VARIABLE = 65535;

  private final int id;
  private final int scopeFields;
  private final int[] elements;
  private final int[] lengths;
  private final long[] enterprises;
  private final int[] offsets;
  private final int recordLength;
  private final boolean isVariable;

  /** What its fields mean; worked out when first asked for, always the same. */
  private @Nullable FlowMapping mapping;

  /**
   * Takes the arrays as they are.
   *
   * @param scopeFields how many of the first fields are scopes; -1 when this is no options template
   * @param elements element of each field, or scope type of each scope field
   * @param lengths bytes of each field
   */
  Template(int id, int scopeFields, int[] elements, int[] lengths) {
    this(id, scopeFields, elements, lengths, new long[elements.length]);
  }

  /**
   * Takes the arrays as they are.
   *
   * @param enterprises of each field the private enterprise number that gave its element away; 0
   *     for IANA's
   */
  Template(int id, int scopeFields, int[] elements, int[] lengths, long[] enterprises) {
    this.enterprises = enterprises;
    this.id = id;
    this.scopeFields = scopeFields;
    this.elements = elements;
    this.lengths = lengths;
    this.offsets = new int[lengths.length];
    int offset = 0;
    boolean variable = false;
    for (int i = 0; i < lengths.length; i++) {
      offsets[i] = offset;
      variable |= lengths[i] == VARIABLE;
      offset += lengths[i] == VARIABLE ? 1 : lengths[i];
    }
    recordLength = offset;
    isVariable = variable;
  }

  public int id() {
    return id;
  }

  /** True when its records tell about the exporter, not about flows. */
  public boolean isOptions() {
    return scopeFields >= 0;
  }

  /** How many of the first fields are scopes. */
  public int scopeFields() {
    return Math.max(0, scopeFields);
  }

  public int fields() {
    return elements.length;
  }

  /** The element (field type) of a field, as IANA and RFC 3954 number them. */
  public int element(int field) {
    return elements[field];
  }

  /** The private enterprise number whose element a field is; 0 for IANA's. */
  public long enterprise(int field) {
    return enterprises[field];
  }

  /** Bytes of a field, or {@link #VARIABLE}. */
  public int length(int field) {
    return lengths[field];
  }

  /** True when a field's length differs from record to record. */
  public boolean isVariable() {
    return isVariable;
  }

  /** Where each field begins in its record, when no field is variable. */
  int[] offsets() {
    return offsets;
  }

  /** Bytes of each field. */
  int[] lengths() {
    return lengths;
  }

  /** Bytes of a record; the fewest when a field is variable. */
  public int recordLength() {
    return recordLength;
  }

  /** The first field of this element of IANA's that is no scope; -1 when there is none. */
  public int fieldOf(int element) {
    return fieldFrom(scopeFields(), element);
  }

  /** The first field of this element of IANA's, scopes too, which IPFIX has as elements. */
  int anyFieldOf(int element) {
    return fieldFrom(0, element);
  }

  private int fieldFrom(int from, int element) {
    for (int i = from; i < elements.length; i++) {
      if (elements[i] == element && enterprises[i] == 0) {
        return i;
      }
    }
    return -1;
  }

  FlowMapping mapping() {
    FlowMapping known = mapping;
    if (known == null) {
      known = new FlowMapping(this);
      mapping = known;
    }
    return known;
  }

  boolean isSame(Template other) {
    return scopeFields == other.scopeFields
        && Arrays.equals(elements, other.elements)
        && Arrays.equals(lengths, other.lengths)
        && Arrays.equals(enterprises, other.enterprises);
  }
}
