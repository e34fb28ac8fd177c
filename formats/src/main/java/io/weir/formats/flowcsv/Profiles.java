// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowcsv;

import io.weir.formats.lines.Resources;
import java.util.List;
import java.util.Optional;

/** The profiles that Weir has. */
final class Profiles {
  private static final List<String> NAMES =
      List.of(
          "argus",
          "cic-ids-2017",
          "cic-ids-2018",
          "cicflowmeter",
          "cidds-001",
          "ctu-13",
          "netshare-netflow",
          "netshare-pcap",
          "ton-iot",
          "ugr16",
          "unsw-nb15",
          "unsw-nb15-sets");

  private Profiles() {}

  /** Read when they are first asked for, so that no start of a command waits for them. */
  private static final class All {
    static final List<Profile> PROFILES = NAMES.stream().map(Profiles::read).toList();
  }

  static List<Profile> all() {
    return All.PROFILES;
  }

  private static Profile read(String name) {
    String text = Resources.text(Profiles.class, "profiles/" + name + ".map");
    return ProfileText.read("the profile " + name, name, text);
  }

  static List<String> names() {
    return NAMES;
  }

  static Optional<Profile> named(String name) {
    return all().stream().filter(profile -> profile.name().equalsIgnoreCase(name)).findFirst();
  }
}
