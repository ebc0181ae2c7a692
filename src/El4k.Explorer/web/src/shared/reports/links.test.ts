import { expect, test } from 'vitest';
import { browserZone } from '../api/params';
import { shortenLink } from './links';

test.each([
  ['/discover?t=-7d', '/discover?t=-7d'],
  [`/discover?t=-7d&tz=${browserZone}`, '/discover?t=-7d'],
  ['/discover?t=-7d&tz=Asia/Tokyo', '/discover?t=-7d&tz=Asia/Tokyo'],
  ['/discover?f=customer:acme&f=customer:*&f=db_ms:*&t=-7d', '/discover?f=customer:acme&f=db_ms:*&t=-7d'],
  ['/discover?f=-customer:acme&f=customer:*', '/discover?f=-customer:acme&f=customer:*'],
  ['/discover', '/discover'],
])('%s becomes %s', (href, short) => expect(shortenLink(href)).toBe(short));
