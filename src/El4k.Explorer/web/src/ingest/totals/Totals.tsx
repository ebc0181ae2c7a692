import type { Ingest } from '../../shared/api/types';
import { formatCount, formatShare } from '../../shared/format/numbers';
import classes from './Totals.module.css';

/** The sums over all inputs and outputs; what went wrong stands out, and only then. */
export function Totals({ ingest: { totals } }: { ingest: Ingest }) {
  const tiles: { name: string; value: number; note: string; tone?: 'bad' | 'warn' | false; testId: string }[] = [
    { name: 'Received', value: totals.received, note: 'events', testId: 'received' },
    {
      name: 'Sent to outputs',
      value: totals.sent,
      note: totals.retries > 0 ? `${formatCount(totals.retries)} retries` : 'no retries',
      testId: 'sent',
    },
    {
      name: 'Parse failures',
      value: totals.parseFailures,
      note: 'kept, with a tag',
      tone: totals.parseFailures > 0 && 'warn',
      testId: 'parse-failures',
    },
    {
      name: 'Dropped',
      value: totals.dropped,
      note:
        totals.lossShare === null
          ? 'nothing received'
          : totals.dropped > 0
            ? `${formatShare(totals.lossShare)} lost: counts are low by that much`
            : 'nothing lost',
      tone: totals.dropped > 0 && 'bad',
      testId: 'dropped',
    },
    {
      name: 'Refused by outputs',
      value: totals.failed,
      note: totals.failed === 0 ? 'nothing refused' : totals.deadLetters >= totals.failed ? 'kept as dead letters' : 'not stored',
      tone: totals.failed > 0 && 'bad',
      testId: 'failed',
    },
  ];
  return (
    <dl className={classes.tiles}>
      {tiles.map(({ name, value, note, tone, testId }) => (
        <div key={name} className={classes.tile} data-tone={tone || undefined} data-testid={`ingest-${testId}`} data-value={value}>
          <dt>{name}</dt>
          <dd className={classes.value}>{formatCount(value)}</dd>
          <dd className={classes.note}>{note}</dd>
        </div>
      ))}
    </dl>
  );
}
