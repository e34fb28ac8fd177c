// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.combine;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.spark.batch.CellBatch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GroupTableTest {
  private static final List<ColumnType> TYPES =
      List.of(ColumnType.BIGINT, ColumnType.STRING, ColumnType.BOOLEAN);
  private static final int[] COLUMNS = {0, 1, 2};

  private final Keys keys = new Keys(3, 7);
  private final GroupTable table = new GroupTable(TYPES, 2);

  private record Key(long number, @Nullable String text, boolean flag) {}

  private int find(Key key) {
    keys.clear();
    add(key);
    int[] found = new int[1];
    table.find(keys, found);
    return found[0];
  }

  private void add(Key key) {
    keys.begin();
    keys.number(key.number());
    if (key.text() == null) {
      keys.absent();
    } else {
      keys.text(UTF8String.fromString(key.text()));
    }
    keys.number(key.flag() ? 1 : 0);
    keys.end();
  }

  private Key keyOf(int group) {
    CellBatch out =
        new CellBatch(
            List.of(
                of("n", ColumnType.BIGINT),
                of("t", ColumnType.STRING),
                of("f", ColumnType.BOOLEAN)));
    table.writeKey(group, out, COLUMNS);
    out.endRow();
    InternalRow row = out.batch().getRow(0);
    return new Key(
        row.getLong(0),
        row.isNullAt(1) ? null : row.getUTF8String(1).toString(),
        row.getBoolean(2));
  }

  private static Column of(String name, ColumnType type) {
    return Column.of(name, type);
  }

  @Test
  void keysThatAreAlikeAreOfOneGroup() {
    assertThat(find(new Key(1, "a", true))).isEqualTo(find(new Key(1, "a", true)));
    assertThat(table.groups()).isEqualTo(1);
  }

  @Test
  void keysThatDifferInOnePartAreOfOthers() {
    List<Key> all =
        List.of(
            new Key(1, "a", true),
            new Key(2, "a", true),
            new Key(1, "b", true),
            new Key(1, "a", false),
            new Key(1, null, true),
            new Key(1, "", true),
            new Key(1, "\0", true),
            new Key(1, "a\0", true),
            new Key(1, "12345678", true),
            new Key(1, "123456789", true),
            new Key(1, "x".repeat(253), true),
            new Key(1, "x".repeat(254), true),
            new Key(1, "x".repeat(255), true),
            new Key(1, "x".repeat(70_000), true));
    List<Integer> groups = all.stream().map(this::find).toList();
    assertThat(groups).doesNotHaveDuplicates();
    assertThat(groups.stream().map(this::keyOf).toList()).isEqualTo(all);
  }

  @Test
  void groupsStayWhileTheTableGrows() {
    SplittableRandom random = new SplittableRandom(3);
    Map<Key, Long> expected = new HashMap<>();
    int[] found = new int[Keys.ROWS];
    for (int i = 0; i < 300; i++) {
      keys.clear();
      while (!keys.isFull()) {
        int n = random.nextInt(20_000);
        Key key = new Key(n % 100, n % 7 == 0 ? null : "host " + n / 3, n % 2 == 0);
        add(key);
        expected.merge(key, 1L, Long::sum);
      }
      table.find(keys, found);
      for (int group : found) {
        table.set(group, 1, table.get(group, 1) + 1);
      }
    }
    Map<Key, Long> counted = new HashMap<>();
    for (int group = 0; group < table.words(); group = table.next(group)) {
      assertThat(table.has(group, 0)).isFalse();
      assertThat(table.has(group, 1)).isTrue();
      assertThat(counted.put(keyOf(group), table.get(group, 1))).isNull();
    }
    assertThat(counted).isEqualTo(expected);
    table.clear();
    assertThat(table.groups()).isZero();
    assertThat(table.get(find(new Key(1, "a", true)), 1)).isZero();
  }
}
