import table from '../../shared/charts/DataTable.module.css';
import { Sparkline } from '../../shared/charts/Sparkline';
import type { IngestOutput } from '../../shared/api/types';
import { formatCount } from '../../shared/format/numbers';
import { formatAgo } from '../../shared/format/time';

interface OutputsTableProps {
  outputs: readonly IngestOutput[];
  now: number;
}

/** What each output is done with, tried again and could not deliver. */
export function OutputsTable({ outputs, now }: OutputsTableProps) {
  return (
    <div className={table.scroll} tabIndex={0} role="region" aria-label="Outputs">
      <table className={table.table} data-testid="outputs">
        <thead>
          <tr>
            <th scope="col" data-text>
              Output
            </th>
            <th scope="col" data-text>
              Instance
            </th>
            <th scope="col" title="what the output is done with, refused events included">
              Out
            </th>
            <th scope="col">Refused</th>
            <th scope="col">Retries</th>
            <th scope="col" data-text>
              Over time
            </th>
            <th scope="col">Last event</th>
          </tr>
        </thead>
        <tbody>
          {outputs.map((output) => (
            <tr key={`${output.region} ${output.instance} ${output.pipeline} ${output.id}`} data-testid="output" data-output={output.id}>
              <th scope="row" data-text title={`pipeline ${output.pipeline}`}>
                {output.name} {output.id !== output.name && <span className={table.faint}>{output.id}</span>}
              </th>
              <td data-text>{output.instance}</td>
              <td>{formatCount(output.out)}</td>
              <td className={output.failed > 0 ? table.bad : table.faint}>{formatCount(output.failed)}</td>
              <td className={output.retries > 0 ? undefined : table.faint}>{formatCount(output.retries)}</td>
              <td data-text>
                <Sparkline values={output.series.out} label={`Out over time, at most ${formatCount(Math.max(0, ...output.series.out))}`} />
              </td>
              <td>
                {output.lastEvent === null ? <span className={table.faint}>none yet</span> : formatAgo(Date.parse(output.lastEvent), now)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
