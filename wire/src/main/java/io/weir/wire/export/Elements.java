// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.export;

/** Numbers of the elements that Weir reads (IANA "IP Flow Information Export" registry). */
public final class Elements {
  public static final int IN_BYTES = 1;
  public static final int IN_PACKETS = 2;
  public static final int FLOWS = 3;
  public static final int PROTOCOL = 4;
  public static final int TOS = 5;
  public static final int TCP_FLAGS = 6;
  public static final int SRC_PORT = 7;
  public static final int SRC_ADDRESS_V4 = 8;
  public static final int SRC_MASK = 9;
  public static final int INPUT = 10;
  public static final int DST_PORT = 11;
  public static final int DST_ADDRESS_V4 = 12;
  public static final int DST_MASK = 13;
  public static final int OUTPUT = 14;
  public static final int NEXT_HOP_V4 = 15;
  public static final int SRC_AS = 16;
  public static final int DST_AS = 17;
  public static final int BGP_NEXT_HOP_V4 = 18;
  public static final int LAST_SWITCHED = 21;
  public static final int FIRST_SWITCHED = 22;
  public static final int OUT_BYTES = 23;
  public static final int OUT_PACKETS = 24;
  public static final int SRC_ADDRESS_V6 = 27;
  public static final int DST_ADDRESS_V6 = 28;
  public static final int ICMP_TYPE_CODE = 32;
  public static final int SAMPLING_INTERVAL = 34;
  public static final int SAMPLER_ID = 48;
  public static final int SAMPLER_INTERVAL = 50;
  public static final int SRC_VLAN = 58;
  public static final int DST_VLAN = 59;
  public static final int IP_VERSION = 60;
  public static final int DIRECTION = 61;
  public static final int NEXT_HOP_V6 = 62;
  public static final int BGP_NEXT_HOP_V6 = 63;
  public static final int TOTAL_BYTES = 85;
  public static final int TOTAL_PACKETS = 86;
  public static final int FORWARDING_STATUS = 89;
  public static final int ICMPV6_TYPE_CODE = 139;
  public static final int START_SECONDS = 150;
  public static final int END_SECONDS = 151;
  public static final int START_MILLIS = 152;
  public static final int END_MILLIS = 153;
  public static final int START_MICROS = 154;
  public static final int END_MICROS = 155;
  public static final int START_NANOS = 156;
  public static final int END_NANOS = 157;
  public static final int START_DELTA_MICROS = 158;
  public static final int END_DELTA_MICROS = 159;
  public static final int SYSTEM_INIT_MILLIS = 160;
  public static final int DURATION_MILLIS = 161;
  public static final int DURATION_MICROS = 162;
  public static final int ICMP_TYPE = 176;
  public static final int ICMP_CODE = 177;
  public static final int POST_NAT_SRC_ADDRESS_V4 = 225;
  public static final int POST_NAT_DST_ADDRESS_V4 = 226;
  public static final int POST_NAT_SRC_PORT = 227;
  public static final int POST_NAT_DST_PORT = 228;
  public static final int INITIATOR_BYTES = 231;
  public static final int RESPONDER_BYTES = 232;
  public static final int DOT1Q_VLAN = 243;
  public static final int DOT1Q_CUSTOMER_VLAN = 245;
  public static final int INGRESS_PHYSICAL_INTERFACE = 252;
  public static final int EGRESS_PHYSICAL_INTERFACE = 253;
  public static final int INITIATOR_PACKETS = 298;
  public static final int RESPONDER_PACKETS = 299;
  public static final int SELECTOR_ID = 302;
  public static final int SAMPLING_PACKET_INTERVAL = 305;
  public static final int SAMPLING_PACKET_SPACE = 306;
  public static final int SAMPLING_SIZE = 309;
  public static final int SAMPLING_POPULATION = 310;
  public static final int OBSERVATION_TIME_SECONDS = 322;
  public static final int OBSERVATION_TIME_MILLIS = 323;

  /** The enterprise of elements of the other direction (RFC 5103 §6.1). */
  public static final long REVERSE = 29_305;

  /** CERT's, whose meter YAF tells TCP flags in elements of its own. */
  public static final long CERT = 6871;

  public static final int CERT_FIRST_TCP_FLAGS = 14;
  public static final int CERT_UNION_TCP_FLAGS = 15;

  // Cisco's ASA before IANA gave out 225 to 228.
  public static final int ASA_NAT_SRC_ADDRESS_V4 = 40001;
  public static final int ASA_NAT_DST_ADDRESS_V4 = 40002;
  public static final int ASA_NAT_SRC_PORT = 40003;
  public static final int ASA_NAT_DST_PORT = 40004;

  private Elements() {}
}
