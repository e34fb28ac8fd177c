SELECT
  id_orig_h AS c_ip,
  id_orig_p AS c_port,
  id_resp_h AS s_ip,
  id_resp_p AS s_port,
  CAST(trans_id AS STRING) AS trans_id,
  lower(query) AS query,
  CASE
    WHEN original_query <> lower(query) THEN original_query
    WHEN query <> lower(query) THEN query
  END AS query_raw,
  CASE qclass_name
    WHEN 'C_INTERNET' THEN 'IN'
    WHEN 'C_CHAOS' THEN 'CH'
    WHEN 'C_HESIOD' THEN 'HS'
    WHEN 'C_NONE' THEN 'NONE'
    WHEN 'C_ANY' THEN 'ANY'
    ELSE qclass_name
  END AS req_class,
  qtype_name AS req_type,
  unix_micros(ts) / 1e6 AS req_time,
  unix_micros(ts) / 1e6 + coalesce(rtt, 0) AS resp_time,
  rcode_name AS resp_code,
  CASE WHEN RD THEN 8 WHEN NOT RD THEN 0 END AS flags_req,
  CASE WHEN rcode IS NOT NULL THEN
    CASE WHEN RA THEN 4 ELSE 0 END + CASE WHEN RD THEN 8 ELSE 0 END
    + CASE WHEN TC THEN 16 ELSE 0 END + CASE WHEN AA THEN 32 ELSE 0 END
  END AS flags_resp,
  answers AS answers,
  TTLs AS answer_ttls,
  proto AS proto,
  rtt AS rtt,
  rcode AS rcode,
  qtype AS qtype_num,
  qclass AS qclass_num,
  opcode AS opcode,
  upper(opcode_name) AS opcode_name,
  AA AS aa,
  TC AS tc,
  RD AS rd,
  RA AS ra,
  Z AS z,
  rejected AS rejected,
  rcode IS NULL AS unanswered,
  ts AS ts,
  CASE WHEN abs(coalesce(rtt, 0)) < 1e11 THEN
    timestamp_micros(unix_micros(ts) + CAST(round(coalesce(rtt, 0) * 1e6) AS BIGINT))
  END AS ts_end,
  CAST(ts AS DATE) AS day,
  'zeek' AS source,
  coalesce(`_system_name`, `_node_name`) AS sensor,
  src_file AS src_file,
  src_line AS src_line,
  uid AS uid
FROM zeek_dns
