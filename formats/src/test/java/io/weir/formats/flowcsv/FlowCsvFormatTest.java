// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowcsv;

import io.weir.model.Format;
import io.weir.testkit.FormatContract;
import io.weir.testkit.FormatSample;
import java.util.stream.Stream;

class FlowCsvFormatTest extends FormatContract {
  private static final String CIDDS_HEADER =
      "Date first seen,Duration,Proto,Src IP Addr,Src Pt,Dst IP Addr,Dst Pt,Packets,Bytes,Flows,"
          + "Flags,Tos,class,attackType,attackID,attackDescription\n";

  private static final String CIDDS =
      CIDDS_HEADER
          + """
          2017-03-15 00:01:16.632,    0.003,TCP  ,192.168.100.5,   445,192.168.220.16, 58844,       1,     108,    1,.AP...,   0,normal,---,---,---
          2017-03-15 00:02:00.000,   12.500,UDP  ,10008_34, 55101,DNS,    53,    1500,     1.4 M,    1,......,  32,attacker,portScan,17,"nmap, -sU"
          2017-03-15 00:03:00.000,    0.000,ICMP ,EXT_SERVER,     0,192.168.100.5,   8.0,       1,      92,    1,......,   0,victim,---,---,---
          2017-03-15 00:04:00.000,    0.000,GRE  ,10.0.0.1,     0,10.0.0.2,     0,       1,      92,    1,0xdb,   0,suspicious,---,---,---
          """;

  private static final String CIDDS_ROWS =
      """
      """;

  private static final String CTU_HEADER =
      "StartTime,Dur,Proto,SrcAddr,Sport,Dir,DstAddr,Dport,State,sTos,dTos,TotPkts,TotBytes,"
          + "SrcBytes,Label\n";

  private static final String CTU =
      CTU_HEADER
          + """
          2011/08/18 10:21:46.633335,1.060248,tcp,93.45.239.29,1611,   ->,147.32.84.118,6881,S_RA,0,0,4,252,132,flow=Background-TCP-Attempt
          2011/08/18 10:19:49.027650,279.349152,udp,2001:0db8::1,1031,  <->,2001:db8::2,13363,CON,0,0,15,1318,955,flow=From-Botnet-V42-UDP
          2011/08/18 10:22:07.160628,0.000000,icmp,147.32.84.59,0x0103,   ->,147.32.80.9,0x4fa8,URH,0,,1,70,70,flow=Background
          2011/08/18 10:22:07.160629,0.000000,icmp,147.32.84.59,0x0008,  <->,147.32.80.9,0x4fa8,ECO,0,0,2,196,98,
          2011/08/18 10:22:08.160629,0.000000,ipv6-icmp,fe80::1,135,   ->,ff02::1,0,NNS,0,,1,78,78,flow=Background
          2011/08/18 10:23:01.000000,0.000000,arp,147.32.84.59,,  who,147.32.85.1,,CON,,,2,120,60,flow=Background
          2011/08/18 10:23:02.000000,0.000000,llc,00:00:00:00:00:00,0,   ->,00:00:00:00:00:01,0,INT,,,1,60,60,flow=Background
          """;

  private static final String CTU_ROWS =
      """
      """;

  @Override
  protected Format format() {
    return new FlowCsvFormat();
  }

  private static FormatSample of(String name, String content, String table, String rows) {
    return FormatSample.of(name, content, table, rows).with("zone", "UTC");
  }

  @Override
  protected Stream<FormatSample> samples() {
    return Stream.of(
        of("week1.csv", CIDDS, "flowcsv_cidds_001", CIDDS_ROWS),
        of("capture.binetflow", CTU, "flowcsv_ctu_13", CTU_ROWS),
        of("tabs.binetflow", CTU.replace(',', '\t'), "flowcsv_ctu_13", CTU_ROWS));
  }
}
