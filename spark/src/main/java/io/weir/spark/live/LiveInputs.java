// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import io.weir.job.Inputs;
import io.weir.job.OpenedInputs;
import io.weir.job.live.LiveJob;
import io.weir.model.WeirException;
import io.weir.model.engine.Catalog;
import io.weir.model.engine.TopicAddress;
import io.weir.spark.source.ReadAccount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Opens inputs that grow. */
final class LiveInputs {
  private LiveInputs() {}

  static LiveTables open(LiveJob job, ReadAccount account, RunControl control) {
    List<String> inputs = job.inputs();
    if (inputs.isEmpty()) {
      throw WeirException.usage(
          "Cannot run live without input. Name a directory, or kafka://HOST:PORT/TOPIC.");
    }
    if (inputs.stream().noneMatch(TopicAddress::isMeant)) {
      return directories(job, account, control);
    }
    if (inputs.size() > 1) {
      throw WeirException.usage(
          "Cannot run live on %d inputs of which one is a topic. Name one topic.", inputs.size());
    }
    Topic address = Topic.of(inputs.get(0), job.live().kafka());
    TopicSource.require(address);
    return new TopicTables(address, job, account, control);
  }

  private static LiveTables directories(LiveJob job, ReadAccount account, RunControl control) {
    for (String input : job.inputs()) {
      if (!Files.exists(Path.of(input))) {
        throw WeirException.usage(
            "Cannot run live on %s: it does not exist. Name a directory into which logs are written,"
                + " or kafka://HOST:PORT/TOPIC.",
            input);
      }
      if (!Files.isDirectory(Path.of(input))) {
        throw WeirException.usage(
            "Cannot run live on %s: it does not grow. Name a directory into which logs are written,"
                + " or kafka://HOST:PORT/TOPIC.",
            input);
      }
    }
    Catalog catalog;
    // Closed at once: what it would delete are copies of streams, which are no live input.
    try (OpenedInputs opened = Inputs.open(job.inputs(), job.settings())) {
      catalog = opened.catalog();
    }
    return new FileTables(catalog, job, account, control);
  }
}
