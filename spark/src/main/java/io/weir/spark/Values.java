// SPDX-License-Identifier: Apache-2.0
package io.weir.spark;

import java.math.BigInteger;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/** Values on their way into and out of Spark. */
public final class Values {
  private Values() {}

  /** A value of a row as {@link io.weir.model.engine.Result} gives it. */
  static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Instant instant) {
      return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    } else if (value instanceof Timestamp timestamp) {
      return LocalDateTime.ofInstant(timestamp.toInstant(), ZoneOffset.UTC);
    } else if (value instanceof Date date) {
      return date.toLocalDate();
    } else if (value instanceof Byte || value instanceof Short) {
      return ((Number) value).intValue();
    } else if (value instanceof Float number) {
      return number.doubleValue();
    } else if (value instanceof scala.collection.Seq<?> list) {
      List<@Nullable Object> plain = new ArrayList<>();
      CollectionConverters.asJava(list).forEach(element -> plain.add(plain(element)));
      return plain;
    } else if (value instanceof scala.collection.Map<?, ?> map) {
      Map<@Nullable Object, @Nullable Object> plain = new LinkedHashMap<>();
      CollectionConverters.asJava(map).forEach((k, v) -> plain.put(plain(k), plain(v)));
      return plain;
    } else if (value instanceof Row row) {
      Map<String, @Nullable Object> plain = new LinkedHashMap<>();
      for (int i = 0; i < row.length(); i++) {
        plain.put(row.schema().fields()[i].name(), plain(row.get(i)));
      }
      return plain;
    }
    return value;
  }

  /** Parameters of a statement as Spark takes them. */
  public static @Nullable Object[] parameters(List<? extends @Nullable Object> values) {
    return values.stream().map(Values::parameter).toArray();
  }

  private static @Nullable Object parameter(@Nullable Object value) {
    if (value instanceof LocalDateTime time) {
      return time.toInstant(ZoneOffset.UTC);
    } else if (value instanceof BigInteger number) {
      return number.longValueExact();
    } else if (value instanceof List<?> list) {
      return list.toArray();
    } else if (value instanceof Enum<?> word) {
      return word.name();
    }
    return value;
  }
}
