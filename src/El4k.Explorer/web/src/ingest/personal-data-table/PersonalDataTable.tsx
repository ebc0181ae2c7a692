import { Button } from '@mantine/core';
import { useState } from 'react';
import table from '../../shared/charts/DataTable.module.css';
import type { PersonalDataCount } from '../../shared/api/types';
import { formatCount } from '../../shared/format/numbers';
import classes from './PersonalDataTable.module.css';

/** The largest counts tell where personal data comes from; the rest is one click away. */
const firstRows = 10;

/** What the filter pii found in which field, and what it did with it. */
export function PersonalDataTable({ counts }: { counts: readonly PersonalDataCount[] }) {
  const [all, setAll] = useState(false);
  return (
    <>
      <div className={`${table.scroll} ${classes.small}`} tabIndex={0} role="region" aria-label="Personal data">
        <table className={table.table} data-testid="personal-data">
          <thead>
            <tr>
              <th scope="col" data-text>
                Field
              </th>
              <th scope="col" data-text>
                Kind
              </th>
              <th scope="col" data-text>
                Action
              </th>
              <th scope="col">Count</th>
            </tr>
          </thead>
          <tbody>
            {counts.slice(0, all ? counts.length : firstRows).map(({ field, kind, action, count }) => (
              <tr key={`${field} ${kind} ${action}`} data-testid="personal-data-count" data-field={field}>
                <th scope="row" data-text>
                  {field}
                </th>
                <td data-text>{kind}</td>
                <td data-text>{action}</td>
                <td>{formatCount(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {!all && counts.length > firstRows && (
        <Button variant="subtle" size="compact-sm" onClick={() => setAll(true)} className={classes.more}>
          Show all {counts.length}
        </Button>
      )}
    </>
  );
}
