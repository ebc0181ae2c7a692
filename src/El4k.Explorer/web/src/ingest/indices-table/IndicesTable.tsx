import { Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useState } from 'react';
import table from '../../shared/charts/DataTable.module.css';
import type { IndexInfo } from '../../shared/api/types';
import { formatBytes, formatCount, plural } from '../../shared/format/numbers';
import { Link } from '../../shared/router/Link';
import { Notice } from '../../shared/states/Notice';
import { hrefOf } from '../../shared/url/view-state';
import classes from './IndicesTable.module.css';
import { nextOrder, orderIndices, type IndexKey, type IndexOrder } from './order';

/** More rows at first sight only push the page down; the rest is one click away. */
const firstRows = 30;

const columns: { key: IndexKey; title: string; text: boolean }[] = [
  { key: 'name', title: 'Index', text: true },
  { key: 'documents', title: 'Documents', text: false },
  { key: 'bytes', title: 'On disk', text: false },
  { key: 'ageDays', title: 'Age', text: false },
];

/** The indices of the store: how many documents, how large, how old. A name leads to its documents. */
export function IndicesTable({ indices }: { indices: readonly IndexInfo[] }) {
  const [order, setOrder] = useState<IndexOrder>({ key: 'ageDays', descending: false });
  const [all, setAll] = useState(false);
  const rows = orderIndices(indices, order);
  if (rows.length === 0)
    return (
      <Notice compact title="No index yet">
        The first event creates one.
      </Notice>
    );
  return (
    <>
      <div className={table.scroll} tabIndex={0} role="region" aria-label="Indices">
        <table className={table.table} data-testid="indices">
          <thead>
            <tr>
              {columns.map(({ key, title, text }) => (
                <th
                  key={key}
                  scope="col"
                  data-text={text || undefined}
                  aria-sort={order.key === key ? (order.descending ? 'descending' : 'ascending') : undefined}
                >
                  <button type="button" className={classes.sort} onClick={() => setOrder(nextOrder(order, key))}>
                    {title}
                    {order.key === key && (order.descending ? <IconArrowDown size={13} /> : <IconArrowUp size={13} />)}
                  </button>
                </th>
              ))}
              <th scope="col">Per document</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, all ? rows.length : firstRows).map(({ name, health, documents, bytes, day, ageDays }) => (
              <tr key={name} data-testid="index" data-index={name}>
                <th scope="row" data-text>
                  <span className={classes.health} data-health={health} role="img" aria-label={health} title={health} />
                  <Link href={hrefOf('/discover', { index: name, t: day })} className={classes.name}>
                    {name}
                  </Link>
                </th>
                <td>{formatCount(documents)}</td>
                <td>{formatBytes(bytes)}</td>
                <td className={ageDays === null ? table.faint : undefined}>
                  {ageDays === null ? '–' : ageDays === 0 ? 'today' : plural(ageDays, 'day')}
                </td>
                <td className={table.faint}>{documents > 0 ? formatBytes(bytes / documents) : '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {!all && rows.length > firstRows && (
        <Button variant="subtle" size="compact-sm" onClick={() => setAll(true)} className={classes.more}>
          Show all {rows.length}
        </Button>
      )}
    </>
  );
}
