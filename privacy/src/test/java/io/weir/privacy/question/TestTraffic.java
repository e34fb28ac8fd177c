// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import io.weir.privacy.question.Sums.Group;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Flows of users, and what the statement in SQL does with them, done once more in Java.
 *
 * @param flows in any order
 */
record TestTraffic(List<Flow> flows) {
  /** Bytes of a user with a key. */
  record Flow(String user, String key, long bytes) {}

  TestTraffic {
    flows = List.copyOf(flows);
  }

  /** So many users, each with one flow of so many bytes to one key. */
  static TestTraffic ofUsers(int users, String key, long bytes) {
    List<Flow> flows = new ArrayList<>();
    for (int i = 0; i < users; i++) {
      flows.add(new Flow("user " + i, key, bytes));
    }
    return new TestTraffic(flows);
  }

  /** The same with a further user, who has these flows. */
  TestTraffic with(String user, Map<String, Long> more) {
    List<Flow> all = new ArrayList<>(flows);
    more.forEach((key, bytes) -> all.add(new Flow(user, key, bytes)));
    return new TestTraffic(all);
  }

  /** Each user's bytes by key. */
  private Map<String, Map<String, Long>> units() {
    Map<String, Map<String, Long>> units = new TreeMap<>();
    for (Flow flow : flows) {
      units
          .computeIfAbsent(flow.user(), u -> new TreeMap<>())
          .merge(flow.key(), flow.bytes(), Long::sum);
    }
    return units;
  }

  /**
   * By key the number of users and their bytes: each counts in few keys, and no more than a cap.
   */
  Map<Group, long[]> byKey(int touched, long cap) {
    Map<Group, long[]> sums = new HashMap<>();
    units()
        .forEach(
            (user, keys) ->
                keys.entrySet().stream()
                    .limit(touched)
                    .forEach(key -> add(sums, key.getKey(), 1, Math.min(cap, key.getValue()))));
    return sums;
  }

  /** The bytes of all, of each user no more than a cap. */
  Map<Group, long[]> total(long cap) {
    Map<Group, long[]> sums = new HashMap<>();
    units()
        .values()
        .forEach(
            keys -> {
              long bytes = keys.values().stream().mapToLong(Long::longValue).sum();
              add(sums, "", Math.min(cap, bytes), 0);
            });
    return sums;
  }

  /** The bytes of all, of each flow no more than a cap: no bound on users. */
  Map<Group, long[]> totalOfFlows(long cap) {
    Map<Group, long[]> sums = new HashMap<>();
    flows.forEach(flow -> add(sums, "", Math.min(cap, flow.bytes()), 0));
    return sums;
  }

  /** The largest sum that a user has. */
  long most() {
    return units().values().stream()
        .mapToLong(keys -> keys.values().stream().mapToLong(Long::longValue).sum())
        .max()
        .orElse(1);
  }

  private static void add(Map<Group, long[]> sums, String key, long a, long b) {
    long[] parts = sums.computeIfAbsent(new Group(key, 0, 0), group -> new long[3]);
    parts[0] += a;
    parts[1] += b;
  }
}
