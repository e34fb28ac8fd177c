// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.seasonal;

import io.weir.testkit.SharedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** Series of others, as they published them: a line of names, then time and value. */
final class SharedSeries {
  /** Eleven of NAB's, Twitter's sample, and two that a port of Twitter's tests itself with. */
  static final List<String> ALL =
      List.of(
          "nab/artificialNoAnomaly/art_noisy.csv",
          "nab/artificialWithAnomaly/art_daily_jumpsup.csv",
          "nab/artificialWithAnomaly/art_load_balancer_spikes.csv",
          "nab/realAWSCloudwatch/ec2_disk_write_bytes_1ef3de.csv",
          "nab/realAWSCloudwatch/ec2_network_in_257a54.csv",
          "nab/realAWSCloudwatch/elb_request_count_8c0756.csv",
          "nab/realKnownCause/cpu_utilization_asg_misconfiguration.csv",
          "nab/realKnownCause/nyc_taxi.csv",
          "nab/realTraffic/occupancy_6005.csv",
          "nab/realTraffic/speed_7578.csv",
          "nab/realTweets/Twitter_volume_AMZN.csv",
          "twitter/data.csv",
          "marcnuth/test_data_2.csv",
          "marcnuth/test_data_3.csv");

  private SharedSeries() {}

  /** The rows of a file of the shared data, sorted. */
  static Samples samples(String name) {
    return samples(SharedData.path("timeseries").resolve(name));
  }

  /** The rows of any such file, sorted. */
  static Samples samples(Path file) {
    Samples samples = new Samples();
    try {
      List<String> lines = Files.readAllLines(file);
      for (String line : lines.subList(1, lines.size())) {
        int comma = line.indexOf(',');
        LocalDateTime time = LocalDateTime.parse(line.substring(0, comma).replace(' ', 'T'));
        samples.add(
            time.toEpochSecond(ZoneOffset.UTC) * 1_000_000,
            Double.parseDouble(line.substring(comma + 1)),
            samples.size());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    samples.sort();
    return samples;
  }
}
