/** What a number counts; decides how it is written. */
export type Unit = 'count' | 'ms' | 'bytes' | 'percent' | 'plain';

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });

/** Writes a count with thousands separators: `12,340`. */
export function formatCount(value: number): string {
  return whole.format(value);
}

/** Writes a count in few characters, for axes and chips: `12.3K`. */
export function formatCompact(value: number): string {
  return Math.abs(value) < 1000 ? trim(value, 1) : compact.format(value);
}

/** Writes a duration given in milliseconds: `0.4 ms`, `850 ms`, `1.2 s`, `4 m 12 s`, `4 h 12 m`, `3 d 4 h`. */
export function formatMs(ms: number): string {
  const sign = ms < 0 ? '−' : '';
  const size = Math.abs(ms);
  if (size < 9.95) return `${sign}${trim(size, 1)} ms`;
  if (size < 999.5) return `${sign}${Math.round(size)} ms`;
  if (size < 59_950) return `${sign}${trim(size / 1000, 1)} s`;
  const seconds = Math.round(size / 1000);
  if (seconds < 3600) return sign + pair(seconds, 60, 'm', 's');
  const minutes = Math.round(seconds / 60);
  if (minutes < 1440) return sign + pair(minutes, 60, 'h', 'm');
  return sign + pair(Math.round(minutes / 60), 24, 'd', 'h');
}

/** Writes a size given in bytes, in powers of 1000 as disks are sold: `999 B`, `1.2 MB`. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
  let size = Math.abs(bytes);
  let step = 0;
  while (size >= 999.5 && step < units.length - 1) {
    size /= 1000;
    step++;
  }
  return `${bytes < 0 ? '−' : ''}${step === 0 || size >= 99.95 ? Math.round(size) : trim(size, 1)} ${units[step]}`;
}

/** Writes a share given as a fraction: 0.314 is `31.4 %`; anything above nothing never reads as `0 %`. */
export function formatShare(fraction: number): string {
  const percent = fraction * 100;
  if (percent > 0 && percent < 0.1) return '< 0.1 %';
  return `${Math.abs(percent) >= 99.95 || percent === 0 ? Math.round(percent) : trim(percent, 1)} %`;
}

/** Writes a relative change given as a fraction, always with its sign: `+9 %`, `−12 %`, `±0 %`, `×4.2`. */
export function formatChange(fraction: number): string {
  if (fraction >= 2) return `×${trim(fraction + 1, fraction < 9 ? 1 : 0)}`;
  const percent = fraction * 100;
  const text = trim(Math.abs(percent), Math.abs(percent) < 9.95 ? 1 : 0);
  if (text === '0') return '±0 %';
  return `${percent > 0 ? '+' : '−'}${text} %`;
}

/** Writes a value in its unit. */
export function formatUnit(value: number, unit: Unit): string {
  switch (unit) {
    case 'count':
      return formatCount(value);
    case 'ms':
      return formatMs(value);
    case 'bytes':
      return formatBytes(value);
    case 'percent':
      return formatShare(value);
    case 'plain':
      return trim(value, 2);
  }
}

/** Chooses the word for a number: `plural(1, 'event')` is `1 event`. */
export function plural(count: number, word: string, many = `${word}s`): string {
  return `${formatCount(count)} ${count === 1 ? word : many}`;
}

function trim(value: number, digits: number): string {
  return new Intl.NumberFormat('en-US', { maximumFractionDigits: digits }).format(value);
}

function pair(total: number, base: number, large: string, small: string): string {
  const rest = total % base;
  const first = `${formatCount(Math.floor(total / base))} ${large}`;
  return rest === 0 ? first : `${first} ${rest} ${small}`;
}
