-- sums, means and counts by key
SELECT c_ip, count(*) AS n, sum(s_bytes) AS bytes, avg(duration) AS mean, min(ts) AS first, max(ts_end) AS last
FROM flows GROUP BY c_ip ORDER BY bytes DESC, c_ip

-- totals over everything
SELECT count(*) AS n, count(s_bytes) AS known, count(DISTINCT c_ip) AS clients, sum(DISTINCT c_pkt) AS pkts,
  max(s_bytes) AS most, min(c_bytes) AS least FROM flows

-- conditional counts
SELECT count(*) FILTER (WHERE proto = 'tcp') AS tcp, count_if(conn_state IN ('S0', 'REJ')) AS failed,
  sum(CASE WHEN local_orig THEN 1 ELSE 0 END) AS own FROM flows

-- NULL first ascending
SELECT uid, s_bytes FROM flows ORDER BY s_bytes, uid

-- NULL last descending
SELECT uid, duration FROM flows ORDER BY duration DESC, uid

-- NULL order said
SELECT uid, service FROM flows ORDER BY service NULLS LAST, uid

-- NULL in comparisons
SELECT count(*) AS n FROM flows WHERE s_bytes <> 0 OR NOT (s_bytes <> 0)

-- the name of each flow
SELECT uid, name, name_source FROM named_flows ORDER BY uid

-- traffic by name
SELECT coalesce(name, 'none') AS domain, sum(coalesce(s_bytes, 0)) AS bytes FROM named_flows
GROUP BY coalesce(name, 'none') ORDER BY bytes DESC, domain

-- registered domains
SELECT sld(name) AS domain, tld(name) AS suffix, count(*) AS n FROM named_flows WHERE name IS NOT NULL
GROUP BY sld(name), tld(name) ORDER BY domain, suffix

-- all columns of flows
SELECT * FROM flows ORDER BY uid

-- all columns of named flows
SELECT * FROM named_flows ORDER BY uid

-- all columns of dns
SELECT * FROM dns ORDER BY uid

-- all columns of http
SELECT * FROM http ORDER BY ts

-- all columns of native tables
SELECT c.*, d.query, d.answers AS answers FROM zeek_conn c JOIN zeek_dns d ON c.uid = d.uid ORDER BY c.uid

-- five-minute windows
SELECT tumbling(ts, INTERVAL '5' MINUTE).start AS w, count(*) AS n, sum(c_bytes) AS bytes FROM flows
GROUP BY tumbling(ts, INTERVAL '5' MINUTE) ORDER BY w

-- windows of a week, ends too
SELECT tumbling(ts, INTERVAL '7' DAY).start AS w, tumbling(ts, INTERVAL '7' DAY).end AS e, count(*) AS n FROM flows
GROUP BY tumbling(ts, INTERVAL '7' DAY) ORDER BY w

-- windows of half a second
SELECT w.start AS w, n FROM (
  SELECT tumbling(ts, INTERVAL '0.5' SECOND) AS w, count(*) AS n FROM dns GROUP BY tumbling(ts, INTERVAL '0.5' SECOND))
ORDER BY w

-- hours and days
SELECT date_trunc('hour', ts) AS h, CAST(ts AS DATE) AS d, extract(HOUR FROM ts) AS hour, extract(DAY FROM ts) AS day_of_month,
  extract(MINUTE FROM ts) AS minute, count(*) AS n
FROM flows GROUP BY date_trunc('hour', ts), CAST(ts AS DATE), extract(HOUR FROM ts), extract(DAY FROM ts), extract(MINUTE FROM ts)
ORDER BY h, minute

-- times and their arithmetic
SELECT uid, ts + INTERVAL '90' SECOND AS later, ts - INTERVAL '1' DAY AS before, unix_micros(ts) AS us,
  timestamp_micros(unix_micros(ts) + 1) AS next FROM flows ORDER BY uid

-- comparisons with times
SELECT uid FROM flows WHERE ts >= TIMESTAMP '2026-03-01 11:00:00' AND ts < TIMESTAMP '2026-03-01 12:00:00' ORDER BY uid

-- days
SELECT day, count(*) AS n FROM flows WHERE day = DATE '2026-03-01' GROUP BY day

-- rank in each group
SELECT proto, uid, row_number() OVER (PARTITION BY proto ORDER BY s_bytes DESC, uid) AS place,
  rank() OVER (PARTITION BY proto ORDER BY conn_state) AS r, dense_rank() OVER (PARTITION BY proto ORDER BY conn_state) AS dr
FROM flows ORDER BY proto, place

-- neighbours in time
SELECT uid, lag(uid) OVER (PARTITION BY c_ip ORDER BY ts) AS previous, lead(uid, 1, 'none') OVER (PARTITION BY c_ip ORDER BY ts) AS next,
  first_value(uid) OVER (PARTITION BY c_ip ORDER BY ts) AS f, last_value(uid) OVER (PARTITION BY c_ip ORDER BY ts) AS l,
  ntile(2) OVER (ORDER BY ts) AS half
FROM flows ORDER BY uid

-- running sums
SELECT uid, sum(c_bytes) OVER (ORDER BY ts ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS three,
  sum(c_bytes) OVER (ORDER BY ts RANGE BETWEEN INTERVAL '1' HOUR PRECEDING AND CURRENT ROW) AS hour FROM flows ORDER BY uid

-- the first of each group
SELECT c_ip, uid FROM flows QUALIFY row_number() OVER (PARTITION BY c_ip ORDER BY ts) = 1 ORDER BY c_ip

-- one common table expression used twice
WITH t AS (SELECT c_ip, sum(c_bytes) AS bytes FROM flows GROUP BY c_ip)
SELECT a.c_ip, a.bytes, b.c_ip AS other FROM t a JOIN t b ON a.bytes < b.bytes ORDER BY a.c_ip, other

-- a table joined with itself
SELECT a.uid, b.uid AS other FROM flows a JOIN flows b ON a.s_ip = b.s_ip AND a.uid < b.uid ORDER BY a.uid, other

-- left join
SELECT f.uid, d.query FROM flows f LEFT JOIN dns d ON f.uid = d.uid ORDER BY f.uid, d.query

-- join by using
SELECT uid, method, c_bytes FROM flows JOIN http USING (uid) ORDER BY uid, method, c_bytes

-- anti join
SELECT uid FROM flows ANTI JOIN dns USING (uid) ORDER BY uid

-- what is in none
SELECT uid FROM flows f WHERE NOT EXISTS (SELECT 1 FROM http h WHERE h.uid = f.uid) AND proto = 'tcp' ORDER BY uid

-- in a subquery
SELECT uid FROM flows WHERE s_ip IN (SELECT s_ip FROM http) AND uid NOT IN (SELECT uid FROM dns) ORDER BY uid

-- scalar subquery
SELECT uid, s_bytes / NULLIF((SELECT max(s_bytes) FROM flows), 0) AS share FROM flows ORDER BY uid

-- union
SELECT c_ip AS ip FROM flows UNION SELECT s_ip AS ip FROM flows ORDER BY ip

-- except and intersect
SELECT uid FROM flows EXCEPT SELECT uid FROM http ORDER BY uid

-- grouping sets
SELECT proto, conn_state, count(*) AS n FROM flows GROUP BY GROUPING SETS ((proto), (conn_state), ()) ORDER BY proto, conn_state, n

-- rollup
SELECT proto, conn_state, count(*) AS n FROM flows GROUP BY ROLLUP (proto, conn_state) ORDER BY proto, conn_state, n

-- having with an alias, grouped by all
SELECT c_ip, count(*) AS n FROM flows GROUP BY ALL HAVING n > 1 ORDER BY n DESC, c_ip

-- statistics
SELECT median(c_bytes) AS m, percentile_cont(0.9) WITHIN GROUP (ORDER BY c_bytes) AS p, stddev_samp(c_bytes) AS s,
  var_pop(c_bytes) AS v, mode(proto) AS usual FROM flows

-- the row of a maximum
SELECT min_by(uid, ts) AS oldest, max_by(uid, s_bytes) AS largest FROM flows

-- any value of one
SELECT proto, any_value(proto) AS same, first(proto) AS also FROM flows GROUP BY proto ORDER BY proto

-- texts together
SELECT string_agg(DISTINCT proto, '') AS one, listagg(DISTINCT conn_state, '') AS two FROM flows WHERE proto = 'tcp' AND conn_state = 'SF'

-- lists made
SELECT c_ip, array_sort(array_agg(s_port)) AS ports, array_sort(array_distinct(array_agg(proto))) AS protos FROM flows GROUP BY c_ip ORDER BY c_ip

-- lists read
SELECT uid, answers, size(answers) AS n, cardinality(answer_ttls) AS m, element_at(answers, 1) AS head,
  array_contains(answers, '192.0.2.20') AS has, array_join(answers, ' ') AS joined FROM dns WHERE answers IS NOT NULL ORDER BY uid

-- lists taken apart
SELECT uid, i, element_at(answers, i) AS answer FROM (
  SELECT uid, answers, explode(sequence(1, size(answers))) AS i FROM dns WHERE size(answers) > 0) ORDER BY uid, i

-- lists of native tables
SELECT uid, tunnel_parents FROM zeek_conn ORDER BY uid

-- empty lists and NULL lists
SELECT uid, tunnel_parents IS NULL AS absent, size(coalesce(tunnel_parents, split('', ','))) AS n FROM zeek_conn ORDER BY uid

-- text functions
SELECT lower(query) AS a, upper(query) AS b, length(query) AS c, len(query) AS d, char_length(query) AS e, contains(query, 'example') AS f,
  position('example' IN query) AS g, md5(query) AS h, substring(query, 3, 5) AS i, substr(query, 2) AS j, trim('  x ') AS k,
  replace(query, 'example', 'test') AS l, concat(query, '.', proto) AS m, query || '.' || proto AS n, lpad(query, 6, '*') AS o,
  repeat(proto, 2) AS p, reverse(query) AS q, instr(query, '.') AS r, split_part(query, '.', 2) AS s FROM dns ORDER BY a

-- patterns
SELECT query, regexp_extract(query, '([a-z]+)[.]', 1) AS label, regexp_like(query, '^[a-z]+[.]example') AS is_example,
  regexp_replace(query, '[.][a-z]+$', '') AS rest, startswith(query, 'www') AS www FROM dns ORDER BY query

-- like
SELECT query FROM dns WHERE query LIKE '%.org' AND query NOT LIKE '_pe%' AND query ILIKE 'WWW%' ORDER BY query

-- text beyond ASCII
SELECT path, length(path) AS n, upper(path) AS up, lower(path) AS low, reverse(path) AS back FROM http ORDER BY path

-- split texts
SELECT split(host, '-') IS NULL AS unknown, size(split(user_agent, '/')) AS parts FROM http ORDER BY ts

-- choices
SELECT uid, coalesce(s_bytes, c_bytes, -1) AS a, nullif(proto, 'tcp') AS b, ifnull(service, '?') AS c, if(s_port < 1024, 'low', 'high') AS d,
  greatest(c_pkt, s_pkt) AS e, least(c_pkt, s_pkt) AS f, CASE proto WHEN 'tcp' THEN 6 WHEN 'udp' THEN 17 END AS g FROM flows ORDER BY uid

-- arithmetic
SELECT uid, c_bytes / 8 AS a, c_bytes % 7 AS b, mod(c_bytes, 7) AS c, CAST(floor(duration) AS BIGINT) AS d, CAST(ceil(duration) AS BIGINT) AS e, round(duration, 2) AS f,
  abs(c_pkt - s_pkt) AS g, CAST(sign(c_pkt - s_pkt) AS DOUBLE) AS h, c_pkt * 2 + 1 AS i, -c_pkt AS j FROM flows ORDER BY uid

-- logarithms and powers
SELECT uid, ln(c_pkt) AS a, log2(c_pkt) AS b, log10(c_pkt) AS c, pow(c_pkt, 2) AS d, sqrt(c_pkt) AS e FROM flows ORDER BY uid

-- bits
SELECT bit_or(flags_resp) AS any_flag, bit_and(flags_resp) AS every_flag FROM dns

-- bits of rows
SELECT uid, flags_req & 8 AS rd, flags_resp & 4 AS ra FROM dns ORDER BY uid

-- casts
SELECT uid, CAST(c_port AS STRING) AS a, CAST(round(duration) AS BIGINT) AS b, CAST(12 AS DOUBLE) + 1 AS c, CAST(s_bytes AS DOUBLE) AS d,
  try_cast(service AS DOUBLE) AS e, CAST(ts AS DATE) AS f, CAST(local_orig AS STRING) AS g FROM flows ORDER BY uid

-- values
SELECT a, b FROM (SELECT 1 AS a, 'x' AS b UNION ALL SELECT 2 AS a, NULL AS b UNION ALL SELECT NULL AS a, 'z' AS b) t ORDER BY a, b

-- all but some columns
SELECT * EXCEPT (src_file, uid) FROM http ORDER BY ts

-- a limit
SELECT uid FROM flows ORDER BY ts DESC, uid LIMIT 3 OFFSET 1

-- distinct rows
SELECT DISTINCT proto, service FROM flows ORDER BY proto, service

-- approximate counts of few
SELECT approx_count_distinct(proto) AS protos FROM flows

-- names in any case and in backquotes
SELECT F.UID AS `Uid`, `f`.`c_ip` AS `client address` FROM Flows f ORDER BY `Uid`

-- prefixes and addresses
SELECT c_ip, cidr_match(c_ip, '10.0.0.0/8') AS ten, ip_prefix(c_ip, 24, 64) AS prefix, ip_prefix(s_ip, 16) AS p16, ip_network(c_ip) AS network, is_private(s_ip) AS own,
  reverse_ptr(c_ip) AS ptr FROM flows ORDER BY uid

-- look-ups of text and ports
SELECT uid, port_name(s_port, proto) AS port, community_id(proto, c_ip, s_ip, c_port, s_port) AS id, round(entropy(uid), 6) AS e FROM flows ORDER BY uid

-- look-ups in a condition
SELECT count(*) AS n FROM flows WHERE cidr_match(s_ip, '2001:db8::/32') OR port_name(s_port, 'tcp') = 'https'

-- look-ups joined by OR
SELECT uid FROM zeek_conn WHERE cidr_match(id_orig_h, '10.0.0.2/31') OR cidr_match(id_resp_h, '2001:db8::/32') ORDER BY uid

-- look-ups joined by AND and NOT
SELECT uid FROM zeek_conn WHERE NOT cidr_match(id_orig_h, '10.0.0.2/31') AND NOT (cidr_match(id_resp_h, '192.0.2.0/27') AND is_private(id_resp_h)) ORDER BY uid

-- look-ups of what is NULL or no address, in conditions
SELECT uid FROM zeek_conn WHERE NOT (cidr_match(service, '10.0.0.0/8') OR is_private(id_orig_h)) OR (cidr_match(service, id_resp_h) IS NULL AND service IS NOT NULL)
  OR coalesce(is_private(service), local_orig) ORDER BY uid

-- look-ups in a comparison and beneath others
SELECT uid FROM zeek_conn WHERE cidr_match(id_orig_h, '2001:db8::/32') = is_private(id_resp_h) OR CASE WHEN cidr_match(id_orig_h, '10.0.0.3') THEN local_orig ELSE is_private(service) END
  OR cidr_match(id_orig_h, '198.51.100.0/24') IN (true) ORDER BY uid

-- look-ups in what is selected
SELECT uid, cidr_match(id_orig_h, '10.0.0.0/31') OR cidr_match(service, '10.0.0.0/8') AS a, NOT is_private(id_resp_h) AS b, CASE WHEN NOT cidr_match(id_resp_h, '192.0.2.0/24') THEN 'far' WHEN is_private(service) THEN 'no' ELSE service END AS c
FROM zeek_conn ORDER BY uid

-- look-ups in what is added up
SELECT sum(CASE WHEN NOT cidr_match(id_orig_h, '10.0.0.0/8') THEN resp_bytes END) AS far, count(*) FILTER (WHERE cidr_match(id_orig_h, '10.0.0.0/31') OR is_private(service)) AS few,
  max(CASE WHEN cidr_match(id_resp_h, '192.0.2.0/24') AND NOT local_orig THEN id_resp_p ELSE 0 END) AS most, count_if(is_private(service) OR local_orig) AS own FROM zeek_conn

-- look-ups that are grouped by
SELECT cidr_match(id_orig_h, '10.0.0.0/31') OR is_private(service) AS near, count(*) AS n, sum(orig_pkts) AS pkts FROM zeek_conn
GROUP BY cidr_match(id_orig_h, '10.0.0.0/31') OR is_private(service) HAVING NOT cidr_match(min(id_orig_h), '192.0.2.0/24') ORDER BY near

-- look-ups that are joined by
SELECT c.uid, s.server_name, d.query FROM zeek_conn c LEFT JOIN zeek_ssl s ON c.uid = s.uid AND (cidr_match(c.id_orig_h, '10.0.0.1') OR NOT cidr_match(c.id_resp_h, '192.0.2.0/24'))
  LEFT JOIN zeek_dns d ON cidr_match(d.id_orig_h, c.id_orig_h) OR d.uid = c.uid ORDER BY c.uid, d.query, d.ts

-- look-ups of prefixes and networks beneath OR
SELECT uid FROM zeek_conn WHERE ip_prefix(id_orig_h, 31) = '10.0.0.2/31' OR NOT ip_prefix(service, 24, 64) = 'none' OR ip_network(id_resp_h) = '2001:db8::/32' OR ip_network(service) IS NOT NULL ORDER BY uid

-- look-ups of names beneath OR
SELECT uid FROM zeek_ssl WHERE sld(server_name) = 'example.com' OR NOT tld(server_name) IN ('com', 'net') OR sld(version) IS NULL ORDER BY uid

-- look-ups of text and ports beneath OR
SELECT uid FROM zeek_conn WHERE entropy(service) > 1.9 OR NOT entropy(history) < 2.4 OR port_name(id_resp_p, service) = 'domain' OR NOT port_name(id_resp_p, proto) <> 'ntp'
  OR community_id(proto, id_orig_h, id_resp_h, id_orig_p, id_resp_p) IS NULL OR reverse_ptr(service) IS NOT NULL OR reverse_ptr(id_orig_h) = '4.0.0.10.in-addr.arpa' ORDER BY uid

-- flows by own networks
SELECT direction, count(*) AS n FROM flows GROUP BY direction ORDER BY direction

-- nothing
SELECT uid, c_bytes FROM flows WHERE false

-- functions of numbers that have none
SELECT uid, ln(s_port - s_port) AS a, log2(-c_pkt) AS b, log10(0) AS c, sqrt(-c_pkt) AS d, pow(c_pkt - c_pkt, -1) AS e, c_pkt / NULLIF(c_pkt - c_pkt, 0) AS f FROM flows ORDER BY uid
