import table from '../../shared/charts/DataTable.module.css';
import { Sparkline } from '../../shared/charts/Sparkline';
import type { IngestInput } from '../../shared/api/types';
import { formatCompact, formatCount, formatShare } from '../../shared/format/numbers';
import { formatAgo } from '../../shared/format/time';

interface InputsTableProps {
  inputs: readonly IngestInput[];
  now: number;
}

/** What each input received, handed on, could not read and lost. */
export function InputsTable({ inputs, now }: InputsTableProps) {
  const regions = inputs.some(({ region }) => region !== null);
  return (
    <div className={table.scroll} tabIndex={0} role="region" aria-label="Inputs">
      <table className={table.table} data-testid="inputs">
        <thead>
          <tr>
            <th scope="col" data-text>
              Input
            </th>
            {regions && (
              <th scope="col" data-text>
                Region
              </th>
            )}
            <th scope="col" data-text>
              Instance
            </th>
            <th scope="col">Received</th>
            <th scope="col">Out</th>
            <th scope="col">Parse failures</th>
            <th scope="col">Dropped</th>
            <th scope="col">Rate</th>
            <th scope="col" data-text>
              Over time
            </th>
            <th scope="col">Last event</th>
          </tr>
        </thead>
        <tbody>
          {inputs.map((input) => (
            <tr key={`${input.region} ${input.instance} ${input.pipeline} ${input.id}`} data-testid="input" data-input={input.id}>
              <th scope="row" data-text title={`pipeline ${input.pipeline}`}>
                {input.name} {input.id !== input.name && <span className={table.faint}>{input.id}</span>}
              </th>
              {regions && <td data-text>{input.region ?? '–'}</td>}
              <td data-text>{input.instance}</td>
              <td data-testid="received">{formatCount(input.received)}</td>
              <td>{formatCount(input.out)}</td>
              <td className={input.parseFailures > 0 ? table.warn : table.faint}>{formatCount(input.parseFailures)}</td>
              <td className={input.dropped > 0 ? table.bad : table.faint}>
                {formatCount(input.dropped)}
                {input.dropped > 0 && input.lossShare !== null && ` (${formatShare(input.lossShare)})`}
              </td>
              <td>{input.ratePerSecond === null ? <span className={table.faint}>–</span> : `${formatCompact(input.ratePerSecond)} / s`}</td>
              <td data-text>
                <Sparkline
                  values={input.series.received}
                  label={`Received over time, at most ${formatCount(Math.max(0, ...input.series.received))}`}
                />
              </td>
              <td>
                {input.lastEvent === null ? <span className={table.faint}>none yet</span> : formatAgo(Date.parse(input.lastEvent), now)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
