/** A range one click away. */
export interface QuickRange {
  readonly t: string;
  readonly label: string;
}

export const relativeRanges: readonly QuickRange[] = [
  { t: '-15m', label: 'Last 15 minutes' },
  { t: '-1h', label: 'Last hour' },
  { t: '-4h', label: 'Last 4 hours' },
  { t: '-24h', label: 'Last 24 hours' },
  { t: '-7d', label: 'Last 7 days' },
  { t: '-2w', label: 'Last 2 weeks' },
  { t: '-30d', label: 'Last 30 days' },
];

export const calendarRanges: readonly QuickRange[] = [
  { t: 'today', label: 'Today' },
  { t: 'yesterday', label: 'Yesterday' },
  { t: 'this week', label: 'This week' },
  { t: 'last week', label: 'Last week' },
  { t: 'this month', label: 'This month' },
  { t: 'last month', label: 'Last month' },
  { t: 'this year', label: 'This year' },
];

const known = new Map([...relativeRanges, ...calendarRanges].map(({ t, label }) => [t, label]));

const unitNames: Record<string, string> = { s: 'second', m: 'minute', h: 'hour', d: 'day', w: 'week', M: 'month', y: 'year' };

/** A name for a range text before the server has answered; the text itself when it has none. */
export function nameOf(t: string): string {
  const text = t.trim().replace(/^(this|last)[-+_ ]/, '$1 ');
  const name = known.get(text);
  if (name) return name;
  const relative = /^-(\d+)([smhdwMy])$/.exec(text);
  if (!relative) return text;
  const count = Number(relative[1]);
  const unit = unitNames[relative[2]!]!;
  return count === 1 ? `Last ${unit}` : `Last ${count} ${unit}s`;
}

/** How often the page may ask again by itself; 0 is never. */
export const refreshChoices = [
  { value: '0', label: 'Off' },
  { value: '5000', label: '5 s' },
  { value: '10000', label: '10 s' },
  { value: '60000', label: '1 min' },
] as const;
