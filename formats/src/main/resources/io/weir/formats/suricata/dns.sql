SELECT
  q.src_ip AS c_ip,
  q.src_port AS c_port,
  q.dest_ip AS s_ip,
  q.dest_port AS s_port,
  CAST(q.id AS STRING) AS trans_id,
  lower(q.rrname) AS query,
  CASE WHEN q.rrname <> lower(q.rrname) THEN q.rrname END AS query_raw,
  q.rrtype AS req_type,
  unix_micros(q.ts) / 1e6 AS req_time,
  unix_micros(coalesce(r.answered, q.ts)) / 1e6 AS resp_time,
  r.rcode AS resp_code,
  CASE WHEN q.rd IS NOT NULL THEN CASE WHEN q.rd THEN 8 ELSE 0 END + CASE WHEN q.cd THEN 1 ELSE 0 END END AS flags_req,
  CASE WHEN r.answered IS NOT NULL THEN
    CASE WHEN r.cd THEN 1 ELSE 0 END + CASE WHEN r.ad THEN 2 ELSE 0 END + CASE WHEN r.ra THEN 4 ELSE 0 END
    + CASE WHEN r.rd THEN 8 ELSE 0 END + CASE WHEN r.tc THEN 16 ELSE 0 END + CASE WHEN r.aa THEN 32 ELSE 0 END
  END AS flags_resp,
  r.answers AS answers,
  r.answer_types AS answer_types,
  r.answer_ttls AS answer_ttls,
  lower(q.proto) AS proto,
  (unix_micros(r.answered) - unix_micros(q.ts)) / 1e6 AS rtt,
  CASE r.rcode
    WHEN 'NOERROR' THEN 0 WHEN 'FORMERR' THEN 1 WHEN 'SERVFAIL' THEN 2 WHEN 'NXDOMAIN' THEN 3
    WHEN 'NOTIMP' THEN 4 WHEN 'REFUSED' THEN 5 WHEN 'YXDOMAIN' THEN 6 WHEN 'YXRRSET' THEN 7
    WHEN 'NXRRSET' THEN 8 WHEN 'NOTAUTH' THEN 9 WHEN 'NOTZONE' THEN 10
  END AS rcode,
  q.opcode AS opcode,
  CASE q.opcode WHEN 0 THEN 'QUERY' WHEN 4 THEN 'NOTIFY' WHEN 5 THEN 'UPDATE' END AS opcode_name,
  r.aa AS aa,
  r.tc AS tc,
  coalesce(q.rd, r.rd) AS rd,
  r.ra AS ra,
  r.ad AS ad,
  coalesce(q.cd, r.cd) AS cd,
  r.rcode = 'REFUSED' AS rejected,
  r.answered IS NULL AS unanswered,
  q.ts AS ts,
  coalesce(r.answered, q.ts) AS ts_end,
  CAST(q.ts AS DATE) AS day,
  'suricata' AS source,
  q.host AS sensor,
  q.src_file AS src_file,
  q.src_line AS src_line,
  CAST(q.flow_id AS STRING) AS uid,
  q.community_id AS community_id
FROM (
  SELECT flow_id, id, ts, host, src_ip, src_port, dest_ip, dest_port, proto, community_id, src_file, src_line,
    rrname, rrtype, opcode, rd, cd
  FROM eve_dns WHERE type IN ('query', 'request')) q
LEFT JOIN (
  SELECT flow_id, id, asked, ts AS answered, rcode, answers, answer_types, answer_ttls, aa, tc, rd, ra, ad, cd
  FROM (
    SELECT flow_id, id, asked, ts, rcode, answers, answer_types, answer_ttls, aa, tc, rd, ra, ad, cd,
      row_number() OVER (PARTITION BY flow_id, id, asked ORDER BY ts, src_file, src_line) AS place
    FROM (
      SELECT flow_id, id, ts, src_file, src_line, is_response, rcode, answers, answer_types, answer_ttls, aa, tc, rd, ra, ad, cd,
        max(CASE WHEN is_response = 0 THEN ts END) OVER (
          PARTITION BY flow_id, id ORDER BY ts NULLS FIRST, is_response ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS asked
      FROM (
        SELECT flow_id, id, ts, src_file, src_line, CASE WHEN type IN ('answer', 'response') THEN 1 ELSE 0 END AS is_response,
          rcode, answers, answer_types, answer_ttls, aa, tc, rd, ra, ad, cd
        FROM eve_dns WHERE type IN ('query', 'request', 'answer', 'response')))
    WHERE is_response = 1 AND asked IS NOT NULL)
  WHERE place = 1) r
  ON q.flow_id = r.flow_id AND q.id = r.id AND q.ts = r.asked
