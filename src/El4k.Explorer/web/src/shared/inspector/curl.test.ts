import { expect, test } from 'vitest';
import { asCurl } from './curl';

test('A request becomes a line that a shell takes literally', () => {
  expect(asCurl('http://s:9200/', { method: 'POST', path: '/logstash-*/_search', body: { q: "it's" }, tookMs: 1 })).toBe(
    `curl -XPOST 'http://s:9200/logstash-*/_search' -H 'content-type: application/json' -d '{"q":"it'\\''s"}'`,
  );
  expect(asCurl('http://s:9200', { method: 'GET', path: '/_cat/indices', body: null, tookMs: 1 })).toBe(
    `curl -XGET 'http://s:9200/_cat/indices'`,
  );
});
