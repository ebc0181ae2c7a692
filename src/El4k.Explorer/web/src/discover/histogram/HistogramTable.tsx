import type { HistogramAnswer } from '../../shared/api/types';
import { formatCount } from '../../shared/format/numbers';
import { formatSpan } from '../../shared/format/time';
import { spanOf } from './brush';
import classes from './HistogramTable.module.css';

/** The same numbers as the bars, to read, copy or hear. */
export function HistogramTable({ answer, zone }: { answer: HistogramAnswer; zone: string }) {
  const { buckets, interval, series, compare } = answer;
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label="Documents over time as a table">
      <table className={classes.table} data-testid="histogram-table">
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">Documents</th>
            {compare && <th scope="col">Before</th>}
            {series?.map(({ label, other }) => (
              <th scope="col" key={label + String(other)}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {buckets.map((bucket, i) => (
            <tr key={bucket.at}>
              <th scope="row">{formatSpan(...spanOf(buckets, i, i, interval), zone)}</th>
              <td>{formatCount(bucket.count)}</td>
              {compare && <td>{formatCount(bucket.previous ?? 0)}</td>}
              {bucket.split?.map((part, s) => (
                <td key={s}>{formatCount(part)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
