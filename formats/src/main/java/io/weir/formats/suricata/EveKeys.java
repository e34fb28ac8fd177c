// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.suricata;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weir.formats.lines.JsonPlaces;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys at one place of records whose values are wanted. Suricata writes keys in one order, so
 * that members are expected behind those behind which they were before. Not thread-safe.
 */
final class EveKeys {
  /**
   * A column that takes a value.
   *
   * @param isOfNumbers whether it has lists of numbers
   */
  record Target(Source source, int column, boolean isOfNumbers) {}

  /** A key, and what becomes of its value. */
  static final class Key {
    private final byte[] name;
    private final List<Target> targets = new ArrayList<>();
    private @Nullable EveKeys inner;

    private Key(String name) {
      this.name = name.getBytes(UTF_8);
    }

    private boolean is(byte[] bytes, int from, int end) {
      return end - from == name.length && Arrays.equals(bytes, from, end, name, 0, name.length);
    }

    List<Target> targets() {
      return targets;
    }

    /** The keys of the object that is its value; null when none is wanted. */
    @Nullable EveKeys inner() {
      return inner;
    }
  }

  private final List<Key> keys = new ArrayList<>();
  private final JsonPlaces<Key> places = new JsonPlaces<>();

  /** Wants the value at a path. */
  void add(Target target) {
    add(target.source().path(), target);
  }

  private void add(String path, Target target) {
    int point = path.indexOf('.');
    Key key = named(point < 0 ? path : path.substring(0, point));
    if (point < 0) {
      key.targets.add(target);
      return;
    }
    EveKeys inner = key.inner;
    if (inner == null) {
      inner = new EveKeys();
      key.inner = inner;
    }
    inner.add(path.substring(point + 1), target);
  }

  private Key named(String name) {
    byte[] bytes = name.getBytes(UTF_8);
    for (Key key : keys) {
      if (key.is(bytes, 0, bytes.length)) {
        return key;
      }
    }
    Key key = new Key(name);
    keys.add(key);
    return key;
  }

  /** The key in a range; null when its value is not wanted. */
  @Nullable Key find(byte[] bytes, int from, int end) {
    for (int i = 0; i < keys.size(); i++) {
      if (keys.get(i).is(bytes, from, end)) {
        return keys.get(i);
      }
    }
    return null;
  }

  /** The members that objects had here so far. */
  JsonPlaces<Key> places() {
    return places;
  }
}
