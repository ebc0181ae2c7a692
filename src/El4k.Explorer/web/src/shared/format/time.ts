import { plural } from './numbers';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone}|${JSON.stringify(options)}`;
  let found = formats.get(key);
  if (!found) formats.set(key, (found = new Intl.DateTimeFormat('en-GB', { hourCycle: 'h23', timeZone: safeZone(zone), ...options })));
  return found;
}

/** A zone this browser knows: a hand-edited address may name any. */
function safeZone(zone: string): string {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: zone });
    return zone;
  } catch {
    return 'UTC';
  }
}

/** A point in time in full, sortable by eye: `2026-11-25 14:03:07.250`. */
export function formatInstant(ms: number, zone: string, { millis = true }: { millis?: boolean } = {}): string {
  const parts = partsOf(ms, zone);
  const time = `${parts.year}-${parts.month}-${parts.day} ${parts.hour}:${parts.minute}:${parts.second}`;
  return millis ? `${time}.${String(((ms % 1000) + 1000) % 1000).padStart(3, '0')}` : time;
}

/** A span of time in words, without repeating the day: `25 Nov 14:00 – 15:00`, `25 Nov – 27 Nov` for whole days. */
export function formatSpan(from: number, to: number, zone: string): string {
  const whole = isMidnight(from, zone) && isMidnight(to, zone);
  const date = format(zone, { day: 'numeric', month: 'short' });
  if (whole) {
    const last = to - 1;
    return date.format(from) === date.format(last) ? date.format(from) : `${date.format(from)} – ${date.format(last)}`;
  }
  const time = format(
    zone,
    to - from < 2 * minute ? { hour: '2-digit', minute: '2-digit', second: '2-digit' } : { hour: '2-digit', minute: '2-digit' },
  );
  const sameDay = date.format(from) === date.format(to);
  return `${date.format(from)} ${time.format(from)} – ${sameDay ? '' : `${date.format(to)} `}${time.format(to)}`;
}

/** A label on a time axis whose marks are `step` apart: the coarsest form that still tells neighbours apart. */
export function formatTick(ms: number, step: number, zone: string): string {
  if (step >= 300 * day) return format(zone, { year: 'numeric' }).format(ms);
  if (step >= 27 * day) return format(zone, { month: 'short', year: 'numeric' }).format(ms);
  if (step >= day || (step >= minute && isMidnight(ms, zone))) return format(zone, { day: 'numeric', month: 'short' }).format(ms);
  if (step >= minute) return format(zone, { hour: '2-digit', minute: '2-digit' }).format(ms);
  return format(zone, { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(ms);
}

/** How long ago: `just now`, `12 s ago`, `5 minutes ago`, `3 days ago`. */
export function formatAgo(ms: number, now: number): string {
  const age = now - ms;
  if (age < 2000) return 'just now';
  if (age < minute) return `${Math.round(age / 1000)} s ago`;
  if (age < hour) return `${plural(Math.round(age / minute), 'minute')} ago`;
  if (age < 2 * day) return `${plural(Math.round(age / hour), 'hour')} ago`;
  return `${plural(Math.round(age / day), 'day')} ago`;
}

/** A time for the address: UTC, as short as it can be without losing anything. */
export function writeInstant(ms: number): string {
  return new Date(ms)
    .toISOString()
    .replace(/\.000Z$/, 'Z')
    .replace(/(T\d\d:\d\d):00Z$/, '$1Z');
}

/** What a clock on the wall shows in the zone, as if it were UTC: for rounding to hours and days of that zone. */
export function wallTime(ms: number, zone: string): number {
  const p = partsOf(ms, zone);
  return Date.UTC(Number(p.year), Number(p.month) - 1, Number(p.day), Number(p.hour), Number(p.minute), Number(p.second));
}

/** True where a day begins in the zone. */
export function isMidnight(ms: number, zone: string): boolean {
  const { hour: h, minute: m, second: s } = partsOf(ms, zone);
  return h === '00' && m === '00' && s === '00';
}

function partsOf(ms: number, zone: string): Record<string, string> {
  const parts = format(zone, {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(ms);
  return Object.fromEntries(parts.map(({ type, value }) => [type, value]));
}
