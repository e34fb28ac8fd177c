SELECT
  CASE WHEN r.src_port = 53 AND r.dest_port <> 53 THEN r.dest_ip ELSE r.src_ip END AS c_ip,
  CASE WHEN r.src_port = 53 AND r.dest_port <> 53 THEN r.dest_port ELSE r.src_port END AS c_port,
  CASE WHEN r.src_port = 53 AND r.dest_port <> 53 THEN r.src_ip ELSE r.dest_ip END AS s_ip,
  CASE WHEN r.src_port = 53 AND r.dest_port <> 53 THEN r.src_port ELSE r.dest_port END AS s_port,
  CAST(r.id AS STRING) AS trans_id,
  lower(r.rrname) AS query,
  CASE WHEN r.rrname <> lower(r.rrname) THEN r.rrname END AS query_raw,
  r.rrtype AS req_type,
  unix_micros(r.ts) / 1e6 AS req_time,
  unix_micros(r.ts) / 1e6 AS resp_time,
  r.rcode AS resp_code,
  CASE WHEN r.cd THEN 1 ELSE 0 END + CASE WHEN r.ad THEN 2 ELSE 0 END + CASE WHEN r.ra THEN 4 ELSE 0 END
    + CASE WHEN r.rd THEN 8 ELSE 0 END + CASE WHEN r.tc THEN 16 ELSE 0 END + CASE WHEN r.aa THEN 32 ELSE 0 END AS flags_resp,
  r.answers AS answers,
  r.answer_types AS answer_types,
  r.answer_ttls AS answer_ttls,
  lower(r.proto) AS proto,
  CASE r.rcode
    WHEN 'NOERROR' THEN 0 WHEN 'FORMERR' THEN 1 WHEN 'SERVFAIL' THEN 2 WHEN 'NXDOMAIN' THEN 3
    WHEN 'NOTIMP' THEN 4 WHEN 'REFUSED' THEN 5 WHEN 'YXDOMAIN' THEN 6 WHEN 'YXRRSET' THEN 7
    WHEN 'NXRRSET' THEN 8 WHEN 'NOTAUTH' THEN 9 WHEN 'NOTZONE' THEN 10
  END AS rcode,
  r.opcode AS opcode,
  CASE r.opcode WHEN 0 THEN 'QUERY' WHEN 4 THEN 'NOTIFY' WHEN 5 THEN 'UPDATE' END AS opcode_name,
  r.aa AS aa,
  r.tc AS tc,
  r.rd AS rd,
  r.ra AS ra,
  r.ad AS ad,
  r.cd AS cd,
  r.rcode = 'REFUSED' AS rejected,
  1 = 0 AS unanswered,
  r.ts AS ts,
  r.ts AS ts_end,
  CAST(r.ts AS DATE) AS day,
  'suricata' AS source,
  r.host AS sensor,
  r.src_file AS src_file,
  r.src_line AS src_line,
  CAST(r.flow_id AS STRING) AS uid,
  r.community_id AS community_id
FROM (
  SELECT flow_id, id, ts, type, host, src_ip, src_port, dest_ip, dest_port, proto, community_id, src_file, src_line,
      rrname, rrtype, rcode, opcode, answers, answer_types, answer_ttls, aa, tc, rd, ra, ad, cd
  FROM (
    SELECT flow_id, id, ts, type, host, src_ip, src_port, dest_ip, dest_port, proto, community_id, src_file, src_line,
      rrname, rrtype, rcode, opcode, answers, answer_types, answer_ttls, aa, tc, rd, ra, ad, cd,
      is_response, max(CASE WHEN is_response = 0 THEN ts END) OVER (
        PARTITION BY flow_id, id ORDER BY ts NULLS FIRST, is_response ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS asked
    FROM (
      SELECT flow_id, id, ts, type, host, src_ip, src_port, dest_ip, dest_port, proto, community_id, src_file, src_line,
      rrname, rrtype, rcode, opcode, answers, answer_types, answer_ttls, aa, tc, rd, ra, ad, cd,
        CASE WHEN type IN ('answer', 'response') THEN 1 ELSE 0 END AS is_response
      FROM eve_dns WHERE type IN ('query', 'request', 'answer', 'response')))
  WHERE is_response = 1 AND asked IS NULL) r
