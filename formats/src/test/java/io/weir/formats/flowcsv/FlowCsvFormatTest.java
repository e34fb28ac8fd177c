// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowcsv;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.Format;
import io.weir.testkit.FormatContract;
import io.weir.testkit.FormatSample;
import io.weir.testkit.Reading;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
      ts=2017-03-15T00:01:16.632Z ts_end=2017-03-15T00:01:16.635Z duration=0.003 proto="tcp" ip_proto=6 c_ip="192.168.100.5" c_port=445 s_ip="192.168.220.16" s_port=58844 c_pkt=1 c_bytes=108 flow_count=1 tcp_flags=24 tos=0 class="normal" ip_version=4 community_id="1:ZE8ra8QGOxTad65GF1p7PwQQ/xU=" src_file="f" src_line=2
      ts=2017-03-15T00:02:00Z ts_end=2017-03-15T00:02:12.500Z duration=12.5 proto="udp" ip_proto=17 c_ip="10008_34" c_port=55101 s_ip="DNS" s_port=53 c_pkt=1500 c_bytes=1400000 flow_count=1 tcp_flags=0 tos=32 class="attacker" attackType="portScan" attackID=17 attackDescription="nmap, -sU \\"fast\\"" src_file="f" src_line=3
      ts=2017-03-15T00:03:00Z ts_end=2017-03-15T00:03:00Z duration=0.0 proto="icmp" ip_proto=1 c_ip="EXT_SERVER" c_port=8 s_ip="192.168.100.5" s_port=0 c_pkt=1 c_bytes=92 flow_count=1 tcp_flags=0 tos=0 class="victim" ip_version=4 src_file="f" src_line=4
      ts=2017-03-15T00:04:00Z ts_end=2017-03-15T00:04:00Z duration=0.0 proto="gre" ip_proto=47 c_ip="10.0.0.1" s_ip="10.0.0.2" c_pkt=1 c_bytes=92 flow_count=1 tcp_flags=219 tos=0 class="suspicious" ip_version=4 community_id="1:+KlEHDT0vJgzs/eNmzHq0aSpRYw=" src_file="f" src_line=5
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
      ts=2011-08-18T10:21:46.633335Z ts_end=2011-08-18T10:21:47.693583Z duration=1.060248 proto="tcp" ip_proto=6 c_ip="93.45.239.29" c_port=1611 Dir="->" s_ip="147.32.84.118" s_port=6881 State="S_RA" tcp_flags_c=2 tcp_flags_s=20 tos=0 dTos=0 total_pkt=4 total_bytes=252 c_bytes=132 Label="flow=Background-TCP-Attempt" ip_version=4 community_id="1:JCq2jrSFOfQ7OJP8Evh191ll7wM=" src_file="f" src_line=2
      ts=2011-08-18T10:19:49.027650Z ts_end=2011-08-18T10:24:28.376802Z duration=279.349152 proto="udp" ip_proto=17 c_ip="2001:db8::1" c_port=1031 Dir="<->" s_ip="2001:db8::2" s_port=13363 State="CON" tos=0 dTos=0 total_pkt=15 total_bytes=1318 c_bytes=955 Label="flow=From-Botnet-V42-UDP" ip_version=6 community_id="1:HqtOWDJVaHyQSRG/pUHM0K9TsUg=" src_file="f" src_line=3
      ts=2011-08-18T10:22:07.160628Z ts_end=2011-08-18T10:22:07.160628Z duration=0.0 proto="icmp" ip_proto=1 c_ip="147.32.84.59" c_port=3 Dir="->" s_ip="147.32.80.9" s_port=1 State="URH" tos=0 total_pkt=1 total_bytes=70 c_bytes=70 Label="flow=Background" ip_version=4 community_id="1:LuexPCuOuexV91e0zzgTqZs5cSk=" src_file="f" src_line=4
      ts=2011-08-18T10:22:07.160629Z ts_end=2011-08-18T10:22:07.160629Z duration=0.0 proto="icmp" ip_proto=1 c_ip="147.32.84.59" c_port=8 Dir="<->" s_ip="147.32.80.9" s_port=0 State="ECO" tos=0 dTos=0 total_pkt=2 total_bytes=196 c_bytes=98 ip_version=4 community_id="1:i+gc8scn4cqgWeHq5d8mOym3MTU=" src_file="f" src_line=5
      ts=2011-08-18T10:22:08.160629Z ts_end=2011-08-18T10:22:08.160629Z duration=0.0 proto="icmp" ip_proto=58 c_ip="fe80::1" c_port=135 Dir="->" s_ip="ff02::1" s_port=0 State="NNS" tos=0 total_pkt=1 total_bytes=78 c_bytes=78 Label="flow=Background" ip_version=6 community_id="1:aiTDkLk3othnEubZO7BJEEW0vIM=" src_file="f" src_line=6
      ts=2011-08-18T10:23:01Z ts_end=2011-08-18T10:23:01Z duration=0.0 proto="arp" c_ip="147.32.84.59" Dir="who" s_ip="147.32.85.1" State="CON" total_pkt=2 total_bytes=120 c_bytes=60 Label="flow=Background" ip_version=4 src_file="f" src_line=7
      ts=2011-08-18T10:23:02Z ts_end=2011-08-18T10:23:02Z duration=0.0 proto="llc" c_ip="00:00:00:00:00:00" c_port=0 Dir="->" s_ip="00:00:00:00:00:01" s_port=0 State="INT" total_pkt=1 total_bytes=60 c_bytes=60 Label="flow=Background" src_file="f" src_line=8
      """;

  private static final String UGR =
      """

      2016-07-27 13:43:30,48.380,42.219.154.107,143.72.8.136,59212,53,UDP,.A....,0,0,2,209,background
      2016-07-27 13:43:31,0.000,42.219.154.108,66.98.48.193,80,53367,TCP,.AP.SF,0,72,1,52,blacklist
      2016-07-27 13:43:32,0.500,42.219.154.109,143.72.8.137,0,771,ICMP,.A....,0,192,1,56,dos
      """;

  private static final String UGR_ROWS =
      """
      ts=2016-07-27T13:42:41.620Z ts_end=2016-07-27T13:43:30Z duration=48.38 c_ip="42.219.154.107" s_ip="143.72.8.136" c_port=59212 s_port=53 proto="udp" ip_proto=17 tcp_flags=16 fwd=0 tos=0 c_pkt=2 c_bytes=209 label="background" ip_version=4 community_id="1:LsvY8HyFhV5L09AFaZ3tv9Lvqck=" src_file="f" src_line=2
      ts=2016-07-27T13:43:31Z ts_end=2016-07-27T13:43:31Z duration=0.0 c_ip="42.219.154.108" s_ip="66.98.48.193" c_port=80 s_port=53367 proto="tcp" ip_proto=6 tcp_flags=27 fwd=0 tos=72 c_pkt=1 c_bytes=52 label="blacklist" ip_version=4 community_id="1:oIPesJdoEKRGgezaWiqbuS74G90=" src_file="f" src_line=3
      ts=2016-07-27T13:43:31.500Z ts_end=2016-07-27T13:43:32Z duration=0.5 c_ip="42.219.154.109" s_ip="143.72.8.137" c_port=3 s_port=3 proto="icmp" ip_proto=1 tcp_flags=16 fwd=0 tos=192 c_pkt=1 c_bytes=56 label="dos" ip_version=4 community_id="1:LEnujYIbsm708qWmZjHWDqCEY+4=" src_file="f" src_line=4
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
      ts=2015-01-22T11:50:14Z ts_end=2015-01-22T11:50:14Z duration=0.001055 c_ip="59.166.0.0" c_port=1390 s_ip="149.171.126.6" s_port=53 proto="udp" ip_proto=17 state="CON" c_bytes=132 s_bytes=164 sttl=31 dttl=29 sloss=0 dloss=0 service="dns" Sload=500473.9375 Dload=621800.9375 c_pkt=2 s_pkt=2 swin=0 dwin=0 stcpb=0 dtcpb=0 smeansz=66 dmeansz=82 trans_depth=0 res_bdy_len=0 Sjit=0.0 Djit=0.0 Sintpkt=0.017 Dintpkt=0.013 tcprtt=0.0 synack=0.0 ackdat=0.0 is_sm_ips_ports=0 ct_state_ttl=0 ct_flw_http_mthd=0 is_ftp_login=0 ct_ftp_cmd=0 ct_srv_src=3 ct_srv_dst=7 ct_dst_ltm=1 ct_src_ltm=3 ct_src_dport_ltm=1 ct_dst_sport_ltm=1 ct_dst_src_ltm=1 Label=0 ip_version=4 community_id="1:+XEKpr/5PliEoMMG4gDH3mFslpE=" src_file="f" src_line=1
      ts=2015-02-18T12:21:08Z ts_end=2015-02-18T12:21:09Z duration=7.0E-6 c_ip="175.45.176.2" c_port=0 s_ip="149.171.126.10" s_port=0 proto="sctp" ip_proto=132 state="INT" c_bytes=180 s_bytes=0 sttl=254 dttl=0 sloss=0 dloss=0 Sload=1.02857144E8 Dload=0.0 c_pkt=2 s_pkt=0 swin=0 dwin=0 stcpb=0 dtcpb=0 smeansz=90 dmeansz=0 trans_depth=0 res_bdy_len=0 Sjit=0.0 Djit=0.0 Sintpkt=0.007 Dintpkt=0.0 tcprtt=0.0 synack=0.0 ackdat=0.0 is_sm_ips_ports=0 ct_state_ttl=2 ct_flw_http_mthd=0 is_ftp_login=0 ct_srv_src=1 ct_srv_dst=1 ct_dst_ltm=1 ct_src_ltm=1 ct_src_dport_ltm=1 ct_dst_sport_ltm=1 ct_dst_src_ltm=1 attack_cat="Fuzzers" Label=1 ip_version=4 community_id="1:WAVwANmU9j57XNtWRaFYJR9qdeA=" src_file="f" src_line=2
      ts=2015-02-18T12:21:10Z ts_end=2015-02-18T12:21:10Z duration=0.0 c_ip="192.168.241.243" c_port=11 s_ip="10.40.182.3" s_port=0 proto="icmp" ip_proto=1 state="URH" c_bytes=70 s_bytes=0 sttl=255 dttl=0 sloss=0 dloss=0 Sload=0.0 Dload=0.0 c_pkt=1 s_pkt=0 swin=0 dwin=0 stcpb=0 dtcpb=0 smeansz=70 dmeansz=0 trans_depth=0 res_bdy_len=0 Sjit=0.0 Djit=0.0 Sintpkt=0.0 Dintpkt=0.0 tcprtt=0.0 synack=0.0 ackdat=0.0 is_sm_ips_ports=0 ct_state_ttl=2 ct_flw_http_mthd=0 is_ftp_login=0 ct_ftp_cmd=0 ct_srv_src=1 ct_srv_dst=1 ct_dst_ltm=1 ct_src_ltm=1 ct_src_dport_ltm=1 ct_dst_sport_ltm=1 ct_dst_src_ltm=1 Label=0 ip_version=4 community_id="1:YscohjeEgzzQ5hXOJJ8eicon6AA=" src_file="f" src_line=3
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
      ts=2019-04-28T21:05:32Z ts_end=2019-04-28T21:05:32.000082Z duration=8.2E-5 c_ip="192.168.1.193" c_port=57139 s_ip="192.168.1.33" s_port=8080 proto="tcp" ip_proto=6 c_bytes=0 s_bytes=0 conn_state="REJ" missed_bytes=0 c_pkt=1 c_ip_bytes=48 s_pkt=1 s_ip_bytes=40 dns_qclass=0 dns_qtype=0 dns_rcode=0 http_request_body_len=0 http_response_body_len=0 http_status_code=0 label=1 type="backdoor" ip_version=4 community_id="1:djk/0N71b8J7kkrAxfGhiy01Bi8=" src_file="f" src_line=2
      ts=2019-04-28T21:05:33Z ts_end=2019-04-28T21:05:33.018Z duration=0.018 c_ip="192.168.1.152" c_port=49320 s_ip="192.168.1.190" s_port=53 proto="udp" ip_proto=17 service="dns" c_bytes=37 s_bytes=69 conn_state="SF" missed_bytes=0 c_pkt=1 c_ip_bytes=65 s_pkt=1 s_ip_bytes=97 dns_query="a.example" dns_qclass=1 dns_qtype=28 dns_rcode=0 dns_AA="F" dns_RD="T" dns_RA="T" dns_rejected="F" http_request_body_len=0 http_response_body_len=0 http_status_code=0 label=0 type="normal" ip_version=4 community_id="1:pmxvhCQvNnYBX3L6Z9Gx5oExPxQ=" src_file="f" src_line=3
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
      ts=2017-07-07T15:30:00Z ts_end=2017-07-07T15:30:00.000003Z duration=3.0E-6 Flow_ID="x-1" c_ip="104.16.207.165" c_port=443 s_ip="192.168.10.5" s_port=54865 proto="tcp" ip_proto=6 c_pkt=2 s_pkt=0 c_bytes=12 s_bytes=0 Fwd_Header_Length=40.0 Flow_Bytes_s=4000000.0 Fwd_Header_Length_2=40.0 Label="BENIGN" ip_version=4 community_id="1:VKvI/Ajt4ULL5OCOXuB5WZ2NWhY=" src_file="f" src_line=2
      ts=2017-07-03T08:55:58Z ts_end=2017-07-03T08:55:57.999999Z duration=-1.0E-6 Flow_ID="x-2" c_ip="192.168.10.5" c_port=54865 s_ip="104.16.207.165" s_port=443 proto="tcp" ip_proto=6 c_pkt=4 s_pkt=2 c_bytes=600 s_bytes=1200 Fwd_Header_Length=-40.0 Flow_Bytes_s=Infinity Fwd_Header_Length_2=40.0 Label="DDoS" ip_version=4 community_id="1:VKvI/Ajt4ULL5OCOXuB5WZ2NWhY=" src_file="f" src_line=3
      ts=2017-07-05T12:01:00Z ts_end=2017-07-05T12:02:59.873740Z duration=119.87374 Flow_ID="x-3" c_ip="8.6.0.1" s_ip="8.0.6.4" proto="0" ip_proto=0 c_pkt=48 s_pkt=0 c_bytes=0 s_bytes=0 Fwd_Header_Length=0.0 Fwd_Header_Length_2=0.0 Label="BENIGN" ip_version=4 community_id="1:IOgl9+85IierB6vKRckU+7mzWAE=" src_file="f" src_line=4
      """;

  private static final String CIC_DDOS =
      "Unnamed: 0,Flow ID, Source IP, Source Port, Destination IP, Destination Port, Protocol,"
          + " Timestamp, Flow Duration, Total Fwd Packets, Total Backward Packets,"
          + "Total Length of Fwd Packets, Total Length of Bwd Packets,SimillarHTTP, Inbound, Label\n"
          + "425,d-1,172.16.0.5,634,192.168.50.1,60495,17,2018-12-01 10:51:39.813448,28415,97,0,"
          + "42680.0,0.0,0,1,DrDoS_LDAP\n";

  private static final String CIC_DDOS_ROWS =
      """
      ts=2018-12-01T10:51:39.813448Z ts_end=2018-12-01T10:51:39.841863Z duration=0.028415 Unnamed_0=425 Flow_ID="d-1" c_ip="172.16.0.5" c_port=634 s_ip="192.168.50.1" s_port=60495 proto="udp" ip_proto=17 c_pkt=97 s_pkt=0 c_bytes=42680 s_bytes=0 SimillarHTTP="0" Inbound=1.0 Label="DrDoS_LDAP" ip_version=4 community_id="1:MyG0zM36uSFqyfxU1EeH4L/nN3M=" src_file="f" src_line=2
      """;

  private static final String CIC_HEADER =
      "Dst Port,Protocol,Timestamp,Flow Duration,Tot Fwd Pkts,Tot Bwd Pkts,TotLen Fwd Pkts,"
          + "TotLen Bwd Pkts,Flow Byts/s,Label\n";

  private static final String CIC_2018_NAME = "Friday-02-03-2018_TrafficForML_CICFlowMeter.csv";

  private static final String CIC_2018 =
      CIC_HEADER
          + "443,6,02/03/2018 08:47:38,141385,9,7,553,3773.0,30597.32,Benign\n"
          + CIC_HEADER
          + "8080,6,02/03/2018 02:24:21,3,2,0,0,0,0,Bot\n";

  private static final String CIC_2018_ROWS =
      """
      ts=2018-03-02T08:47:38Z ts_end=2018-03-02T08:47:38.141385Z duration=0.141385 s_port=443 proto="tcp" ip_proto=6 c_pkt=9 s_pkt=7 c_bytes=553 s_bytes=3773 Flow_Byts_s=30597.32 Label="Benign" src_file="Friday-02-03-2018_TrafficForML_CICFlowMeter.csv" src_line=2
      ts=2018-03-02T14:24:21Z ts_end=2018-03-02T14:24:21.000003Z duration=3.0E-6 s_port=8080 proto="tcp" ip_proto=6 c_pkt=2 s_pkt=0 c_bytes=0 s_bytes=0 Flow_Byts_s=0.0 Label="Bot" src_file="Friday-02-03-2018_TrafficForML_CICFlowMeter.csv" src_line=4
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
      ts=2020-11-20T09:50:19Z ts_end=2020-11-20T09:50:19.038031Z duration=0.038031 Flow_ID="m-1" c_ip="10.0.0.1" c_port=60602 s_ip="10.0.1.2" s_port=5051 proto="tcp" ip_proto=6 c_pkt=3 s_pkt=4 c_bytes=117 s_bytes=353 Flow_Bytes_s=1.5 Label="No Label" ip_version=4 community_id="1:VwN7TIEMDXEVTBoWYTZdMkKY4UA=" src_file="f" src_line=2
      ts=2022-12-06T23:00:15Z ts_end=2022-12-06T23:00:15.000120Z duration=1.2E-4 Flow_ID="m-2" c_ip="10.0.0.2" c_port=443 s_ip="10.0.1.3" s_port=51000 proto="udp" ip_proto=17 c_pkt=1 s_pkt=0 c_bytes=64 s_bytes=0 Flow_Bytes_s=2.0 Label="Attack" ip_version=4 community_id="1:mCZSEzX3Xo4Vual+0rAIC1BMhnE=" src_file="f" src_line=3
      ts=2022-12-06T00:00:15Z ts_end=2022-12-06T00:00:15.000120Z duration=1.2E-4 Flow_ID="m-3" c_ip="10.0.0.2" c_port=443 s_ip="10.0.1.3" s_port=51000 proto="udp" ip_proto=17 c_pkt=1 s_pkt=0 c_bytes=64 s_bytes=0 Flow_Bytes_s=2.0 Label="Attack" ip_version=4 community_id="1:mCZSEzX3Xo4Vual+0rAIC1BMhnE=" src_file="f" src_line=4
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
      ts=2016-03-18T10:47:52.364Z ts_end=2016-03-18T10:52:58Z duration=305.636 c_ip="103.36.93.115" s_ip="42.219.159.199" c_port=11 s_port=0 proto="icmp" ip_proto=1 c_pkt=62 c_bytes=1736 type="background" ip_version=4 community_id="1:ZoBXDt963P0if+n9ni3QxTgqc5I=" src_file="f" src_line=2
      ts=2016-03-18T10:48:37.652Z ts_end=2016-03-18T10:53:43Z duration=305.348 c_ip="212.112.104.216" s_ip="42.219.158.188" c_port=51711 s_port=80 proto="tcp" ip_proto=6 c_pkt=2131 c_bytes=177533 type="blacklist" ip_version=4 community_id="1:ovWGDS1YEhhFqz7E83oDyYTVYyU=" src_file="f" src_line=3
      ts=2016-03-18T10:48:37.652001Z ts_end=2016-03-18T10:48:37.652001Z duration=0.0 c_ip="10.0.0.1" s_ip="10.0.0.2" c_port=53 s_port=1234 proto="udp" ip_proto=17 c_pkt=1 c_bytes=60 type="background" ip_version=4 community_id="1:Fah9NfhVq/PV5hld8BXNF87PWf8=" src_file="f" src_line=4
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
      ts=2016-03-18T10:47:52.364001Z src_ip="103.36.93.115" dst_ip="42.219.159.199" src_port=443 dst_port=51000 proto="tcp" ip_proto=6 wirelen=1500 version=4 ihl=5 tos=0 ip_id=7 more_frags=false frag_off=0 ttl=64 ip_version=4 community_id="1:BgzuvAgM2nlbmCIT2wTzh9zHgCE=" src_file="f" src_line=2
      ts=2016-03-18T10:47:52.364002Z src_ip="103.36.93.115" dst_ip="42.219.159.199" src_port=0 dst_port=0 proto="udp" ip_proto=17 wirelen=1500 version=4 ihl=5 tos=0 ip_id=8 more_frags=true frag_off=1480 ttl=64 ip_version=4 community_id="1:rnbinQz7yTHzKn+NxUPQ7pjL+Mc=" src_file="f" src_line=3
      ts=2016-03-18T10:47:52.364003Z src_ip="103.36.93.115" dst_ip="42.219.159.199" proto="gre" ip_proto=47 wirelen=60 version=4 ihl=5 tos=0 ip_id=9 more_frags=true frag_off=0 ttl=64 ip_version=4 community_id="1:nna5LXb9zaF1XQ/KV7LMqW5FVCw=" src_file="f" src_line=4
      """;

  private static final String SETS =
      """
      id,dur,proto,service,state,spkts,dpkts,sbytes,dbytes,rate,sttl,dttl,attack_cat,label
      1,0.121478,tcp,-,FIN,6,4,258,172,74.08749,252,254,Normal,0
      2,0.5,iatp,http,INT,14,38,734,42014,78.473372,62,252,Exploits,1
      """;

  private static final String SETS_ROWS =
      """
      duration=0.121478 id=1 proto="tcp" ip_proto=6 state="FIN" c_pkt=6 s_pkt=4 c_bytes=258 s_bytes=172 rate=74.08749 sttl=252.0 dttl=254.0 attack_cat="Normal" label=0 src_file="f" src_line=2
      duration=0.5 id=2 proto="iatp" ip_proto=117 service="http" state="INT" c_pkt=14 s_pkt=38 c_bytes=734 s_bytes=42014 rate=78.473372 sttl=62.0 dttl=252.0 attack_cat="Exploits" label=1 src_file="f" src_line=3
      """;

  private static final String RA =
      """
      SrcAddr,DstAddr,Sport,Dport,Proto,State,SrcRate,DstRate
      192.168.0.13,192.168.0.16,9020,49784,tcp,CON,250.626968,114.412308
      18:48:4b:aa:2c:d8:f9,bc:1c:81:4b:ae:ba,,,unknown,INT,0,0
      """;

  private static final String RA_ROWS =
      """
      c_ip="192.168.0.13" s_ip="192.168.0.16" c_port=9020 s_port=49784 proto="tcp" ip_proto=6 State="CON" SrcRate=250.626968 DstRate=114.412308 ip_version=4 community_id="1:gDytw4x2W4oFmVX/sVFIBiTCocs=" src_file="f" src_line=2
      c_ip="18:48:4b:aa:2c:d8:f9" s_ip="bc:1c:81:4b:ae:ba" proto="unknown" State="INT" SrcRate=0.0 DstRate=0.0 src_file="f" src_line=3
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
        of("f", CIC_2017, "cic_ids_2017", CIC_2017_ROWS),
        of("f", NETSHARE_PACKETS, "netshare_pcap", NETSHARE_PACKETS_ROWS));
  }

  private Stream<FormatSample> others() {
    return Stream.of(
        of("f", TON, "ton_iot", TON_ROWS),
        of("f", CIC_DDOS, "cic_ids_2017", CIC_DDOS_ROWS),
        of(CIC_2018_NAME, CIC_2018, "cic_ids_2018", CIC_2018_ROWS),
        of("f", METER, "cicflowmeter", METER_ROWS),
        of("f", NETSHARE_FLOWS, "netshare_netflow", NETSHARE_FLOWS_ROWS),
        of("f", SETS, "unsw_nb15_sets", SETS_ROWS),
        of("f", RA, "argus", RA_ROWS));
  }

  @ParameterizedTest
  @MethodSource("others")
  void filesOfOtherProfilesAreReadAsTheyAre(FormatSample sample) {
    assertThat(readWhole(sample).text()).isEqualTo(sample.expected());
    assertThat(readWhole(sample).rejects().all()).isEmpty();
  }

  @Test
  void delimitersLineEndsMarksAndQuotesAreOfNoAccount() {
    for (String content :
        List.of(
            CTU.replace(',', '\t'),
            CTU.replace(',', ';'),
            "\ufeff" + CTU.replace("\n", "\r\n"),
            CTU.replaceAll("([^,\n]+)", "\"$1\""))) {
      assertThat(readWhole(of("f", content, "ctu_13", CTU_ROWS)).text()).isEqualTo(CTU_ROWS);
    }
  }

  @Test
  void linesOfNothingButDelimitersAreNoRecords() {
    FormatSample sample = of("f", CTU + ",,,,,,,,,,,,,,\n", "ctu_13", CTU_ROWS);
    assertThat(readWhole(sample).text()).isEqualTo(CTU_ROWS);
    assertThat(readWhole(sample).rejects().all()).isEmpty();
  }

  @Test
  void filesOfAProfileWithoutHeaderMayHaveOne() {
    Reading reading = readWhole(of("f", UNSW_NAMES + UNSW, "unsw_nb15", UNSW_ROWS));
    String later =
        UNSW_ROWS
            .replace("_line=3", "_line=4")
            .replace("_line=2", "_line=3")
            .replace("_line=1", "_line=2");
    assertThat(reading.text()).isEqualTo(later.replace("Label", "label"));
  }

  /** A first line with fewer fields is not compared with profiles, which need not be read then. */
  @Test
  void noProfileFitsALineThatIsNotLookedAt() {
    assertThat(Profiles.all())
        .allSatisfy(
            profile -> {
              int fewest =
                  profile.header() == Profile.Header.NONE
                      ? profile.columns().size() - 1
                      : profile.recognised().size();
              assertThat(fewest).as(profile.name()).isGreaterThanOrEqualTo(CsvLook.FEWEST_FIELDS);
              assertThat(CsvLook.DELIMITERS.keySet()).containsAll(profile.delimiters());
            });
  }
}
