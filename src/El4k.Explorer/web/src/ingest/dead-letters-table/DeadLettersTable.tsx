import table from '../../shared/charts/DataTable.module.css';
import { Sparkline } from '../../shared/charts/Sparkline';
import type { IngestOutput } from '../../shared/api/types';
import { CopyButton } from '../../shared/copy/CopyButton';
import { formatCount } from '../../shared/format/numbers';
import { formatAgo } from '../../shared/format/time';
import { listCommand, notKept } from './dead-letters';
import classes from './DeadLettersTable.module.css';

interface DeadLettersTableProps {
  /** Those that have some. */
  outputs: readonly IngestOutput[];
  now: number;
}

/** What each output's target refused for good, why, and the command that shows it. */
export function DeadLettersTable({ outputs, now }: DeadLettersTableProps) {
  return (
    <div className={table.scroll} tabIndex={0} role="region" aria-label="Dead letters">
      <table className={table.table} data-testid="dead-letters">
        <thead>
          <tr>
            <th scope="col" data-text>
              Output
            </th>
            <th scope="col" data-text>
              Pipeline
            </th>
            <th scope="col" data-text>
              Instance
            </th>
            <th scope="col">Dead letters</th>
            <th scope="col" data-text>
              Over time
            </th>
            <th scope="col">Last</th>
          </tr>
        </thead>
        {outputs.map((output) => (
          <tbody
            key={`${output.region} ${output.instance} ${output.pipeline} ${output.id}`}
            className={classes.output}
            data-testid="dead-letter-output"
            data-output={output.id}
          >
            <tr>
              <th scope="row" data-text>
                {output.name} {output.id !== output.name && <span className={table.faint}>{output.id}</span>}
              </th>
              <td data-text>{output.pipeline}</td>
              <td data-text>{output.instance}</td>
              <td className={table.bad} data-testid="dead-letter-count">
                {formatCount(output.deadLetters)}
                {notKept(output) > 0 && ` + ${formatCount(notKept(output))} not kept`}
              </td>
              <td data-text>
                <Sparkline
                  tone="bad"
                  values={output.series.deadLetters}
                  label={`Dead letters over time, at most ${formatCount(Math.max(0, ...output.series.deadLetters))}`}
                />
              </td>
              <td>
                {output.lastDeadLetter === null ? (
                  <span className={table.faint}>–</span>
                ) : (
                  formatAgo(Date.parse(output.lastDeadLetter), now)
                )}
              </td>
            </tr>
            <tr>
              <td data-text colSpan={6} className={classes.detail}>
                <Detail output={output} />
              </td>
            </tr>
          </tbody>
        ))}
      </table>
    </div>
  );
}

function Detail({ output }: { output: IngestOutput }) {
  const command = listCommand(output);
  if (output.deadLetters === 0)
    return (
      <div className={classes.why}>
        Refused events are only logged: the setting dead_letter_queue.enable is off, or their folder is full.
      </div>
    );
  return (
    <div className={classes.why}>
      {output.lastReason !== null && <div data-testid="dead-letter-reason">Last reason: {output.lastReason}</div>}
      <div className={classes.command}>
        <code>{command}</code>
        <CopyButton text={command} />
      </div>
    </div>
  );
}
