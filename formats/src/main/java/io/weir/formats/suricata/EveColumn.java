// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.suricata;

import io.weir.model.Column;
import java.util.List;

/**
 * A column of a table of events.
 *
 * @param sources where its value may be; the first that a record has counts
 * @param constant what it is in each row, as text; empty where records tell it
 */
record EveColumn(Column column, List<Source> sources, String constant) {
  EveColumn {
    sources = List.copyOf(sources);
  }
}
