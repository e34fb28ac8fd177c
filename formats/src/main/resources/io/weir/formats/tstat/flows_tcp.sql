SELECT
  unix_micros(ts) / 1e6 AS time_start,
  unix_micros(ts) / 1e6 + coalesce(durat, 0) / 1e3 AS time_end,
  durat / 1e3 AS duration,
  'tcp' AS proto,
  6 AS ip_proto,
  CASE WHEN contains(c_ip, ':') THEN 6 ELSE 4 END AS ip_version,
  c_ip AS c_ip,
  c_port AS c_port,
  s_ip AS s_ip,
  s_port AS s_port,
  c_pkts_all AS c_pkt,
  s_pkts_all AS s_pkt,
  c_bytes_all AS c_bytes,
  s_bytes_all AS s_bytes,
  c_pkts_retx AS c_pkt_retx,
  s_pkts_retx AS s_pkt_retx,
  c_bytes_retx AS c_bytes_retx,
  s_bytes_retx AS s_bytes_retx,
  CASE WHEN c_rtt_cnt > 0 THEN c_rtt_avg END AS c_rtt_ms,
  CASE WHEN s_rtt_cnt > 0 THEN s_rtt_avg END AS s_rtt_ms,
  CASE con_t
    WHEN 1 THEN 'http'
    WHEN 2 THEN 'rtsp'
    WHEN 4 THEN 'rtp'
    WHEN 8 THEN 'icy'
    WHEN 16 THEN 'rtcp'
    WHEN 32 THEN 'msn'
    WHEN 64 THEN 'ymsg'
    WHEN 128 THEN 'xmpp'
    WHEN 256 THEN 'p2p'
    WHEN 512 THEN 'skype'
    WHEN 1024 THEN 'smtp'
    WHEN 2048 THEN 'pop3'
    WHEN 4096 THEN 'imap'
    WHEN 8192 THEN 'ssl'
    WHEN 16384 THEN 'ed2k'
    WHEN 32768 THEN 'ssh'
    WHEN 65536 THEN 'rtmp'
    WHEN 131072 THEN 'bittorrent'
    WHEN 262144 THEN 'fbzero'
  END AS service,
  CASE s_TLSvers
    WHEN '0300' THEN 'SSLv3'
    WHEN '0301' THEN 'TLSv10'
    WHEN '0302' THEN 'TLSv11'
    WHEN '0303' THEN 'TLSv12'
    WHEN '0304' THEN 'TLSv13'
  END AS tls_version,
  ${sni} AS tls_sni,
  c_isint = 1 AS local_orig,
  s_isint = 1 AS local_resp,
  ${direction} AS direction,
  'payload' AS bytes_kind,
  ts AS ts,
  CASE WHEN abs(coalesce(durat, 0)) < 1e14 THEN
    timestamp_micros(unix_micros(ts) + CAST(round(coalesce(durat, 0) * 1e3) AS BIGINT))
  END AS ts_end,
  CAST(ts AS DATE) AS day,
  'tstat' AS source,
  src_file AS src_file,
  src_line AS src_line
FROM ${table}
