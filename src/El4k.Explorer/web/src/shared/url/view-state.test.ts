import { describe, expect, test } from 'vitest';
import { parseFilter } from './filter';
import { emptyView, hrefOf, parseDoc, parseSort, readView, sharedPart, writeView, type ViewState } from './view-state';

const filter = (text: string) => parseFilter(text)!;

describe('an address without a query', () => {
  test.each(['', '?', '?unknown=1', '?t=&q=&cols=&compare=sometimes'])('%j is the empty view', (search) =>
    expect(readView(search)).toEqual(emptyView),
  );
  test('The empty view is written as nothing', () => expect(writeView(emptyView)).toBe(''));
});

describe('reading', () => {
  test.each<[string, Partial<ViewState>]>([
    ['?t=-7d', { t: '-7d' }],
    ['?t=last+month', { t: 'last month' }],
    ['?t=2026-11-01..now', { t: '2026-11-01..now' }],
    ['?tz=UTC', { tz: 'UTC' }],
    ['?q=status%3A500', { q: 'status:500' }],
    ['?q=status:500', { q: 'status:500' }],
    ['?q=a+AND+b', { q: 'a AND b' }],
    ['?q=a%2Bb', { q: 'a+b' }],
    ['?f=customer:acme&f=-status:500', { f: [filter('customer:acme'), filter('-status:500')] }],
    ['?f=customer:acme&f=broken', { f: [filter('customer:acme')] }],
    ['?cols=report,duration', { cols: ['report', 'duration'] }],
    ['?cols=report,,%20duration,report', { cols: ['report', 'duration'] }],
    ['?cols=a%5C,b,c', { cols: ['a,b', 'c'] }],
    ['?sort=duration', { sort: 'duration' }],
    ['?interval=1h&split=customer', { interval: '1h', split: 'customer' }],
    ['?compare=previous', { compare: 'previous' }],
    ['?doc=logstash-a-2026.11.25/x/y', { doc: 'logstash-a-2026.11.25/x/y' }],
    ['?index=logstash-reports-*', { index: 'logstash-reports-*' }],
  ])('%s', (search, part) => expect(readView(search)).toEqual({ ...emptyView, ...part }));
});

describe('writing', () => {
  test.each<[Partial<ViewState>, string]>([
    [{ t: '-7d' }, '?t=-7d'],
    [{ t: 'last month' }, '?t=last+month'],
    [{ q: 'duration:>500' }, '?q=duration:%3E500'],
    [{ q: 'a & b # c' }, '?q=a+%26+b+%23+c'],
    [{ q: 'a+b' }, '?q=a%2Bb'],
    [{ q: '100%' }, '?q=100%25'],
    [{ index: 'logstash-*' }, ''],
    [{ sort: '-@timestamp' }, ''],
    [{ cols: [] }, ''],
    [{ f: [filter('customer:acme'), filter('~-status:500')] }, '?f=customer:acme&f=~-status:500'],
    [{ f: [filter('a:"x, y"')] }, '?f=a:%22x,+y%22'],
    [{ sort: '-duration', interval: '1d', split: 'customer', compare: 'week' }, '?sort=-duration&interval=1d&split=customer&compare=week'],
  ])('%j', (part, search) => expect(writeView({ ...emptyView, ...part })).toBe(search));

  test('The parameters come in one order whatever was changed first', () => {
    expect(hrefOf('/discover', { cols: ['report'], t: '-7d', f: [filter('customer:acme')], q: 'slow' })).toBe(
      '/discover?q=slow&f=customer:acme&t=-7d&cols=report',
    );
  });
});

describe('there and back', () => {
  const texts = ['', 'x', 'a b', 'a&b=c', '+', '%', '%20', '#', 'ü ß 日本 🙂', '"\\', "'", '[1 TO 2]', 'a:b/c?d', '<>', '\t'];
  test.each(texts)('Text %j survives', (text) => {
    const view: ViewState = {
      ...emptyView,
      q: text,
      f: text === '' ? [] : [{ field: 'm', value: text, negated: true, disabled: true }],
    };
    expect(readView(writeView(view))).toEqual(view);
  });

  test.each(['a,b', 'a\\b', '@timestamp', 'context.template', 'ü x'])('The column %j survives', (name) => {
    const view: ViewState = { ...emptyView, cols: [name, 'other'] };
    expect(readView(writeView(view))).toEqual(view);
  });

  test('A browser that escapes more still reads the same', () => {
    const view: ViewState = { ...emptyView, q: 'status:[500 TO 599] OR "a b"', t: '2026-11-01T10:00Z..now', cols: ['a', 'b'] };
    const address = new URL(`http://x/discover${writeView(view)}`);
    expect(readView(address.search)).toEqual(view);
  });
});

test('A link to another page takes data, time and zone along and nothing else', () => {
  const view = readView('?q=x&f=a:b&t=-7d&tz=UTC&index=i-*&cols=a&doc=i/1');
  expect(hrefOf('/reports', sharedPart(view))).toBe('/reports?index=i-*&t=-7d&tz=UTC');
});

test('A leading minus sorts downwards', () => {
  expect(parseSort('-duration')).toEqual({ field: 'duration', descending: true });
  expect(parseSort('duration')).toEqual({ field: 'duration', descending: false });
});

test.each([
  ['i/1', { index: 'i', id: '1' }],
  ['i/a/b', { index: 'i', id: 'a/b' }],
  ['i', null],
  ['i/', null],
  ['/1', null],
])('The document %s', (doc, parts) => expect(parseDoc(doc)).toEqual(parts));
