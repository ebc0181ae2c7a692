import type { ReportColumn, ReportRow } from '../api/types';
import { formatChange } from '../format/numbers';
import classes from './Change.module.css';
import { changeTone } from './cells';

interface ChangeProps {
  row: ReportRow;
  sorted: ReportColumn | undefined;
  columnKey?: string;
}

/** How a row moved against the period before, or that it is new or gone. */
export function Change({ row, sorted, columnKey = 'change' }: ChangeProps) {
  const value = row.cells[columnKey];
  if (row.note === 'new' || row.note === 'gone') {
    return (
      <span className={classes.badge} data-kind={row.note}>
        {row.note}
      </span>
    );
  }
  if (typeof value !== 'number') return <span className={classes.none}>–</span>;
  return (
    <span className={classes.change} data-tone={changeTone(value, sorted)}>
      {formatChange(value)}
    </span>
  );
}
