// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowcsv;

import io.weir.model.Format;
import io.weir.testkit.FormatContract;
import io.weir.testkit.FormatSample;
import java.util.stream.Stream;

class FlowCsvFormatTest extends FormatContract {
  private static final String CIDDS =
      """
      Date first seen,Duration,Proto,Src IP Addr,Src Pt,Dst IP Addr,Dst Pt,Packets,Bytes,Flows,Flags,Tos,class,attackType,attackID,attackDescription
      2017-03-15 00:01:16.632,    0.003,TCP  ,192.168.100.5,   445,192.168.220.16, 58844,       1,     108,    1,.AP...,   0,normal,---,---,---
      2017-03-15 00:02:00.000,   12.500,UDP  ,10008_34, 55101,DNS,    53,    1500,     1.4 M,    1,......,  32,attacker,portScan,17,"nmap, -sU ""fast""\"
      2017-03-15 00:03:00.000,    0.000,ICMP ,EXT_SERVER,     0,192.168.100.5,   8.0,       1,      92,    1,......,   0,victim,---,---,---
      2017-03-15 00:04:00.000,    0.000,GRE  ,10.0.0.1,     0,10.0.0.2,     0,       1,      92,    1,  0xdb,   0,suspicious,---,---,---
      """;

  private static final String CIDDS_ROWS =
      """
      """;

  private static final String CTU =
      """
      StartTime,Dur,Proto,SrcAddr,Sport,Dir,DstAddr,Dport,State,sTos,dTos,TotPkts,TotBytes,SrcBytes,Label
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

  private static final String UGR =
      """

      2016-07-27 13:43:30,48.380,42.219.154.107,143.72.8.136,59212,53,UDP,.A....,0,0,2,209,background
      2016-07-27 13:43:31,0.000,42.219.154.108,66.98.48.193,80,53367,TCP,.AP.SF,0,72,1,52,blacklist
      2016-07-27 13:43:32,0.500,42.219.154.109,143.72.8.137,0,771,ICMP,.A....,0,192,1,56,dos
      """;

  private static final String UGR_ROWS =
      """
      """;

  private static final String UNSW =
      "59.166.0.0,1390,149.171.126.6,53,udp,CON,0.001055,132,164,31,29,0,0,dns,500473.9375,"
          + "621800.9375,2,2,0,0,0,0,66,82,0,0,0,0,1421927414,1421927414,0.017,0.013,0,0,0,0,0,0,0,"
          + "0,3,7,1,3,1,1,1,,0\n"
          + "175.45.176.2,0,149.171.126.10,0,sctp,INT,0.000007,180,0,254,0,0,0,-,102857144,0,2,0,0,"
          + "0,0,0,90,0,0,0,0,0,1424262068,1424262069,0.007,0,0,0,0,0,2,0,0, ,1,1,1,1,1,1,1,"
          + " Fuzzers ,1\n"
          + "192.168.241.243,0x000b,10.40.182.3,0xc0a8,icmp,URH,0,70,0,255,0,0,0,-,0,0,1,0,0,0,0,0,"
          + "70,0,0,0,0,0,1424262070,1424262070,0,0,0,0,0,0,2,0,0,0,1,1,1,1,1,1,1,,0\n";

  private static final String UNSW_NAMES =
      "srcip,sport,dstip,dsport,proto,state,dur,sbytes,dbytes,sttl,dttl,sloss,dloss,service,Sload,"
          + "Dload,Spkts,Dpkts,swin,dwin,stcpb,dtcpb,smeansz,dmeansz,trans_depth,res_bdy_len,Sjit,"
          + "Djit,Stime,Ltime,Sintpkt,Dintpkt,tcprtt,synack,ackdat,is_sm_ips_ports,ct_state_ttl,"
          + "ct_flw_http_mthd,is_ftp_login,ct_ftp_cmd,ct_srv_src,ct_srv_dst,ct_dst_ltm,ct_src_ltm,"
          + "ct_src_dport_ltm,ct_dst_sport_ltm,ct_dst_src_ltm,attack_cat,label\n";

  private static final String UNSW_ROWS =
      """
      """;

  private static final String TON =
      "ts,src_ip,src_port,dst_ip,dst_port,proto,service,duration,src_bytes,dst_bytes,conn_state,"
          + "missed_bytes,src_pkts,src_ip_bytes,dst_pkts,dst_ip_bytes,dns_query,dns_qclass,"
          + "dns_qtype,dns_rcode,dns_AA,dns_RD,dns_RA,dns_rejected,ssl_version,ssl_cipher,"
          + "ssl_resumed,ssl_established,ssl_subject,ssl_issuer,http_trans_depth,http_method,"
          + "http_uri,http_referrer,http_version,http_request_body_len,http_response_body_len,"
          + "http_status_code,http_user_agent,http_orig_mime_types,http_resp_mime_types,weird_name,"
          + "weird_addl,weird_notice,label,type\n"
          + "1556485532,192.168.1.193,57139,192.168.1.33,8080,tcp,-,0.000082,0,0,REJ,0,1,48,1,40,-,"
          + "0,0,0,-,-,-,-,-,-,-,-,-,-,-,-,-,-,-,0,0,0,-,-,-,-,-,-,1,backdoor\n"
          + "1556485533,192.168.1.152,49320,192.168.1.190,53,udp,dns,0.018,37,69,SF,0,1,65,1,97,"
          + "a.example,1,28,0,F,T,T,F,-,-,-,-,-,-,-,-,-,-,-,0,0,0,-,-,-,-,-,-,0,normal\n";

  private static final String TON_ROWS =
      """
      """;

  private static final String CIC_2017 =
      "Flow ID, Source IP, Source Port, Destination IP, Destination Port, Protocol, Timestamp,"
          + " Flow Duration, Total Fwd Packets, Total Backward Packets,Total Length of Fwd Packets,"
          + " Total Length of Bwd Packets, Fwd Header Length,Flow Bytes/s, Fwd Header Length, Label\n"
          + "x-1,104.16.207.165,443,192.168.10.5,54865,6,7/7/2017 3:30,3,2,0,12,0,40,4000000,40,"
          + "BENIGN\n"
          + "x-2,192.168.10.5,54865,104.16.207.165,443,6,03/07/2017 08:55:58,-1,4,2,600,1200,-40,"
          + "Infinity,40,DDoS\n"
          + "x-3,8.6.0.1,0,8.0.6.4,0,0,5/7/2017 12:01,119873740,48,0,0,0,0,NaN,0,BENIGN\n";

  private static final String CIC_2017_ROWS =
      """
      """;

  private static final String CIC_DDOS =
      "Unnamed: 0,Flow ID, Source IP, Source Port, Destination IP, Destination Port, Protocol,"
          + " Timestamp, Flow Duration, Total Fwd Packets, Total Backward Packets,"
          + "Total Length of Fwd Packets, Total Length of Bwd Packets,SimillarHTTP, Inbound, Label\n"
          + "425,d-1,172.16.0.5,634,192.168.50.1,60495,17,2018-12-01 10:51:39.813448,28415,97,0,"
          + "42680.0,0.0,0,1,DrDoS_LDAP\n";

  private static final String CIC_DDOS_ROWS =
      """
      """;

  private static final String CIC_HEADER =
      "Dst Port,Protocol,Timestamp,Flow Duration,Tot Fwd Pkts,Tot Bwd Pkts,TotLen Fwd Pkts,"
          + "TotLen Bwd Pkts,Flow Byts/s,Label\n";

  private static final String CIC_2018 =
      CIC_HEADER
          + "443,6,02/03/2018 08:47:38,141385,9,7,553,3773.0,30597.32,Benign\n"
          + CIC_HEADER
          + "8080,6,02/03/2018 02:24:21,3,2,0,0,0,0,Bot\n";

  private static final String CIC_2018_ROWS =
      """
      """;

  private static final String METER =
      "Flow ID,Src IP,Src Port,Dst IP,Dst Port,Protocol,Timestamp,Flow Duration,Total Fwd Packet,"
          + "Total Bwd packets,Total Length of Fwd Packet,Total Length of Bwd Packet,Flow Bytes/s,"
          + "Label\n"
          + "m-1,10.0.0.1,60602,10.0.1.2,5051,6,20/11/2020 09:50:19,38031,3,4,117.0,353.0,1.5,"
          + "No Label\n"
          + "m-2,10.0.0.2,443,10.0.1.3,51000,17,06/12/2022 11:00:15 PM,120,1,0,64.0,0.0,2,Attack\n"
          + "m-3,10.0.0.2,443,10.0.1.3,51000,17,06/12/2022 12:00:15 AM,120,1,0,64.0,0.0,2,Attack\n";

  private static final String METER_ROWS =
      """
      """;

  private static final String NETSHARE_FLOWS =
      """
      srcip,dstip,srcport,dstport,proto,ts,td,pkt,byt,type
      1730436467,719036359,0,2816,ICMP,1458298072364000.0,305.63599999999997,62,1736,background
      3564136664,719036092,51711,80,TCP,1458298117652000.0,305.348,2131,177533,blacklist
      10.0.0.1,10.0.0.2,53,1234,17,1458298117652001,0,1,60,background
      """;

  private static final String NETSHARE_FLOWS_ROWS =
      """
      """;

  private static final String NETSHARE_PACKETS =
      """
      srcip,dstip,srcport,dstport,proto,time,pkt_len,version,ihl,tos,id,flag,off,ttl
      1730436467,719036359,443,51000,6,1458298072364001,1500,4,5,0,7,2,0,64
      1730436467,719036359,0,0,17,1458298072364002,1500,4,5,0,8,1,185,64
      1730436467,719036359,0,0,47,1458298072364003,60,4,5,0,9,MF+DF,0,64
      """;

  private static final String NETSHARE_PACKETS_ROWS =
      """
      """;

  private static final String SETS =
      """
      id,dur,proto,service,state,spkts,dpkts,sbytes,dbytes,rate,sttl,dttl,attack_cat,label
      1,0.121478,tcp,-,FIN,6,4,258,172,74.08749,252,254,Normal,0
      2,0.5,iatp,http,INT,14,38,734,42014,78.473372,62,252,Exploits,1
      """;

  private static final String SETS_ROWS =
      """
      """;

  private static final String RA =
      """
      SrcAddr,DstAddr,Sport,Dport,Proto,State,SrcRate,DstRate
      192.168.0.13,192.168.0.16,9020,49784,tcp,CON,250.626968,114.412308
      18:48:4b:aa:2c:d8:f9,bc:1c:81:4b:ae:ba,,,unknown,INT,0,0
      """;

  private static final String RA_ROWS =
      """
      """;

  @Override
  protected Format format() {
    return new FlowCsvFormat();
  }

  private static FormatSample of(String name, String content, String profile, String rows) {
    return FormatSample.of(name, content, "flowcsv_" + profile, rows).with("zone", "UTC");
  }

  @Override
  protected Stream<FormatSample> samples() {
    return Stream.of(
        of("f", CIDDS, "cidds_001", CIDDS_ROWS),
        of("f", CTU, "ctu_13", CTU_ROWS),
        of("f", UGR, "ugr16", UGR_ROWS),
        of("f", UNSW, "unsw_nb15", UNSW_ROWS),
        of("f", TON, "ton_iot", TON_ROWS),
        of("f", CIC_2017, "cic_ids_2017", CIC_2017_ROWS),
        of("f", CIC_DDOS, "cic_ids_2017", CIC_DDOS_ROWS),
        of("Friday-02-03-2018_TrafficForML_CICFlowMeter.csv", CIC_2018, "cic_ids_2018", CIC_2018_ROWS),
        of("f", METER, "cicflowmeter", METER_ROWS),
        of("f", NETSHARE_FLOWS, "netshare_netflow", NETSHARE_FLOWS_ROWS),
        of("f", NETSHARE_PACKETS, "netshare_pcap", NETSHARE_PACKETS_ROWS),
        of("f", SETS, "unsw_nb15_sets", SETS_ROWS),
        of("f", RA, "argus", RA_ROWS),
        // Other delimiters, line ends, a mark at the beginning and quotes are of no account.
        of("f", CTU.replace(',', '\t'), "ctu_13", CTU_ROWS),
        of("f", "\ufeff" + CTU.replace("\n", "\r\n"), "ctu_13", CTU_ROWS),
        of("f", CTU.replaceAll("([^,\n]+)", "\"$1\""), "ctu_13", CTU_ROWS),
        of("f", UNSW_NAMES + UNSW, "unsw_nb15", UNSW_ROWS.replace("_line=3", "_line=4").replace("_line=2", "_line=3").replace("_line=1", "_line=2").replace("Label", "label")));
  }
}
