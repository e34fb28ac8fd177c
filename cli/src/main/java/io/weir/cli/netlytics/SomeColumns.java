// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.netlytics;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.engine.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Some of the columns of a result, in an order of their own; closing closes the result. */
final class SomeColumns implements Result {
  private static final Pattern ELEMENT = Pattern.compile("(.*)\\[([0-9]+)\\]");

  private final Result all;
  private final List<Place> places = new ArrayList<>();
  private final List<Column> columns = new ArrayList<>();

  /**
   * Where a value is.
   *
   * @param element of a list, from 1; 0 for the whole value
   */
  private record Place(int column, int element) {}

  /** The columns of these names; {@code new=old} renames one, {@code new=old[1]} is an element. */
  SomeColumns(Result all, List<String> wanted) {
    List<String> names = all.columns().stream().map(Column::name).toList();
    this.all = all;
    for (String name : wanted) {
      String old = name.substring(name.indexOf('=') + 1);
      Matcher element = ELEMENT.matcher(old);
      boolean isElement = element.matches();
      int column = names.indexOf(isElement ? element.group(1) : old);
      places.add(new Place(column, isElement ? Integer.parseInt(element.group(2)) : 0));
      ColumnType type = isElement ? ColumnType.DOUBLE : all.columns().get(column).type();
      columns.add(Column.of(name.replaceFirst("=.*", ""), type));
    }
  }

  /** The same with {@code cp_*=list} written out for so many elements. */
  static List<String> spread(List<String> wanted, int elements) {
    return wanted.stream()
        .flatMap(
            name ->
                name.contains("*=")
                    ? IntStream.rangeClosed(1, elements)
                        .mapToObj(i -> name.replace("*=", i + "=") + "[" + i + "]")
                    : Stream.of(name))
        .toList();
  }

  @Override
  public List<Column> columns() {
    return List.copyOf(columns);
  }

  @Override
  public boolean next() {
    return all.next();
  }

  @Override
  public @Nullable Object value(int column) {
    Place place = places.get(column);
    Object value = all.value(place.column());
    return place.element() > 0 && value instanceof List<?> list
        ? list.get(place.element() - 1)
        : value;
  }

  @Override
  public void close() {
    all.close();
  }
}
