// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

/** Where a flow's name is from; the earlier constant wins when there are several. */
enum NameSource {
  HTTP_HOST("http_host"),
  TLS_SNI("tls_sni"),
  QUIC_SNI("quic_sni"),
  TLS_CERT_CN("tls_cert_cn"),
  DNS("dns");

  private final String label;

  NameSource(String label) {
    this.label = label;
  }

  /** The value of {@code name_source}. */
  String label() {
    return label;
  }
}
