-- PacketQ's queries, asked of Weir's tables. A line of two dashes and an equals sign names the
-- capture and the answers: file and number of the result in it. PacketQ's table dns has a row for
-- each message; here it is the view messages over the table dns. Not asked: test8.gold#1 and #3,
-- where PacketQ writes names without escapes and replaces bytes that are no text.

--= sample.pcap.gz test1.gold#1 test2.gold#1 test3.gold#1 test4.gold#1 test5.gold#21
SELECT s, max(dst_addr), max(qtype), lower(src_addr), 't',
  split_part(src_addr, '.', 3), count(*), length(src_addr), sum(msg_size + 5) + 1, min(msg_size), max(msg_size), 1, 1.1,
  sum(src_port + 1.0 + 2.0 / 1.5 * 2.5) + 1.0, max(src_port + 1.0), min(src_port + 1.0),
  avg(src_port), stddev_pop(src_port), 'NoError'
FROM messages WHERE src_addr LIKE '%' GROUP BY src_addr, s HAVING s >= 0

--= dns.pcap test1.gold#2
SELECT split_part(ip_prefix(src_addr, 24), '/', 1), split_part(ip_prefix(dst_addr, 8), '/', 1) FROM messages

--= dns6.pcap test1.gold#3
SELECT split_part(ip_prefix(src_addr, 48), '/', 1), split_part(ip_prefix(dst_addr, 16), '/', 1) FROM messages

--= sample.pcap.gz test5.gold#1
SELECT qname, qtype, count(*) FROM messages
WHERE (qname = 'localhost' OR qname LIKE '%.root-servers.net') AND NOT qr GROUP BY 1, 2

--= sample.pcap.gz test5.gold#2
SELECT qtype, qname, count(*) FROM messages WHERE qclass = 3 AND NOT qr GROUP BY 1, 2

--= sample.pcap.gz test5.gold#3
SELECT rcode, dst_addr, count(*) FROM messages WHERE qr GROUP BY 1, 2

--= sample.pcap.gz test5.gold#4
SELECT 'ALL', split_part(ip_prefix(src_addr, 24), '/', 1), count(*) FROM messages WHERE NOT qr GROUP BY 1, 2

--= sample.pcap.gz test5.gold#5
SELECT CASE WHEN tld(qname) = 'de' THEN 'ok' ELSE 'non-auth-tld' END, split_part(ip_prefix(src_addr, 24), '/', 1), count(*)
FROM messages WHERE NOT qr GROUP BY 1, 2

--= sample.pcap.gz test5.gold#6
SELECT CASE WHEN qr THEN 'sent' ELSE 'recv' END, proto, count(*) FROM messages GROUP BY 1, 2

--= sample.pcap.gz test5.gold#7
SELECT CASE WHEN src_addr LIKE '%:%' THEN 'IPv6' ELSE 'IPv4' END, qtype, count(*)
FROM messages WHERE NOT qr GROUP BY 1, 2

--= sample.pcap.gz test5.gold#8
SELECT 'ALL', CASE WHEN edns_do THEN 1 ELSE 0 END, CASE WHEN edns_version IS NULL THEN 0 ELSE 1 END,
  coalesce(edns_version, 0), 0, z, CASE WHEN edns_do THEN 'set' ELSE 'clr' END, count(*)
FROM messages WHERE NOT qr GROUP BY 1, 2, 3, 4, 5, 6, 7

--= sample.pcap.gz test5.gold#9
SELECT 'ALL', coalesce(CAST(edns_version AS STRING), 'none'), count(*) FROM messages WHERE NOT qr GROUP BY 1, 2

--= sample.pcap.gz test5.gold#10
SELECT 'ALL', CASE WHEN qname LIKE 'xn--%' THEN 'idn' ELSE 'normal' END, count(*)
FROM messages WHERE NOT qr GROUP BY 1, 2

--= sample.pcap.gz test5.gold#11
SELECT 'ALL', tld(qname), count(*) FROM messages WHERE NOT qr AND qname LIKE 'xn--%' GROUP BY 1, 2

--= sample.pcap.gz test5.gold#12
SELECT 'ALL', src_addr, count(*) FROM messages
WHERE NOT qr AND qtype IN (28, 38) AND qname LIKE '%.root-servers.net' GROUP BY 1, 2

--= sample.pcap.gz test5.gold#13
SELECT 'ALL', opcode, count(*) FROM messages WHERE NOT qr GROUP BY 1, 2

--= sample.pcap.gz test5.gold#14
SELECT 'ALL', qtype, count(*) FROM messages WHERE NOT qr GROUP BY 1, 2

--= sample.pcap.gz test5.gold#15
SELECT qtype, length(qname) + 1, count(*) FROM messages WHERE NOT qr GROUP BY 1, 2

--= sample.pcap.gz test5.gold#16
SELECT qtype, reverse(split_part(reverse(qname), '.', 1)), count(*) FROM messages
WHERE NOT qr AND qtype IN (1, 2, 5, 6, 12, 15, 28, 38, 255) GROUP BY 1, 2

--= sample.pcap.gz test5.gold#17
SELECT 'ALL', rcode, count(*) FROM messages WHERE qr GROUP BY 1, 2

--= sample.pcap.gz test5.gold#18
SELECT rcode, msg_size, count(*) FROM messages WHERE qr GROUP BY 1, 2

--= sample.pcap.gz test5.gold#19
SELECT 'ALL', CASE WHEN rd THEN 1 ELSE 0 END, count(*) FROM messages WHERE NOT qr GROUP BY 1, 2

--= sample.pcap.gz test5.gold#20
SELECT proto, qtype, count(*) FROM messages WHERE NOT qr GROUP BY 1, 2

--= sample.pcap.gz test5.gold#22
SELECT req_type, count(*) FROM messages GROUP BY 1

--= sample.pcap.gz test5.gold#23
SELECT pkt_no FROM packets WHERE proto = 'icmp'

--= sample.pcap.gz test5.gold#24
SELECT proto FROM packets WHERE proto = 'icmp' GROUP BY 1

--= sample-bigendian.pcap.gz test6.gold#1
SELECT count(*) FROM messages

--= icmp.pcap.gz test7.gold#1 columns=1,2,3,4,7,8,9,10,11
SELECT pkt_no, unix_micros(ts) // 1000000, unix_micros(ts) % 1000000,
  CASE ip_version WHEN 4 THEN 2048 ELSE 34525 END, src_ip, dst_ip, ip_proto, ttl, ip_version
FROM packets WHERE proto = 'icmp'

--= icmp.pcap.gz test7.gold#2
SELECT count(*) FROM packets WHERE proto = 'icmp'

--= sample-rfc1035escape.pcap.gz test8.gold#2 test8.gold#4
SELECT replace(replace(replace(replace(replace(qname, '\\', '\092'), '\.', '\046'), '\"', '\034'), '\$', '\036'), '''', '\039') || '.'
FROM messages
