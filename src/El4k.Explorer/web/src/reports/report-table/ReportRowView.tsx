import type { MouseEvent } from 'react';
import type { ReportColumn, ReportRow } from '../../shared/api/types';
import { Sparkline } from '../../shared/charts/Sparkline';
import { formatCompact, formatMs } from '../../shared/format/numbers';
import { Change } from '../../shared/reports/Change';
import { cellText } from '../../shared/reports/cells';
import { shortenLink } from '../../shared/reports/links';
import { Link } from '../../shared/router/Link';
import { navigate } from '../../shared/router/location';
import classes from './ReportTable.module.css';

interface ReportRowViewProps {
  row: ReportRow;
  columns: readonly ReportColumn[];
  sorted: ReportColumn | undefined;
  /** The largest share of all rows: its bar fills the cell. */
  largest: number;
}

/** One row. A click anywhere on it opens its documents; the link in it does the same for keyboard and new tabs. */
export function ReportRowView({ row, columns, sorted, largest }: ReportRowViewProps) {
  const discover = row.discover && shortenLink(row.discover);

  function open(event: MouseEvent): void {
    const onLink = event.target instanceof Element && event.target.closest('a') !== null;
    const selecting = !window.getSelection()?.isCollapsed;
    if (discover && !onLink && !selecting) navigate(discover);
  }

  return (
    <tr
      className={classes.row}
      data-kind={row.kind}
      data-link={discover ? true : undefined}
      data-testid={row.kind === 'value' ? 'report-row' : `report-row-${row.kind}`}
      data-label={row.label}
      onClick={open}
    >
      {columns.map((column) =>
        column.key === 'label' ? (
          <th key={column.key} scope="row" data-kind="text">
            <span className={classes.rank}>{row.kind === 'value' ? row.rank : ''}</span>
            {discover ? (
              <Link href={discover} className={classes.label}>
                {row.label}
              </Link>
            ) : (
              <span className={classes.label}>{row.label}</span>
            )}
            {row.note && row.note !== 'new' && row.note !== 'gone' && <span className={classes.note}>{row.note}</span>}
          </th>
        ) : (
          <td key={column.key} data-kind={column.kind} data-sorted={column.sorted || undefined}>
            <Cell column={column} row={row} sorted={sorted} largest={largest} />
          </td>
        ),
      )}
    </tr>
  );
}

function Cell({
  column,
  row,
  sorted,
  largest,
}: {
  column: ReportColumn;
  row: ReportRow;
  sorted: ReportColumn | undefined;
  largest: number;
}) {
  switch (column.kind) {
    case 'spark':
      return row.spark.length === 0 ? null : <Sparkline values={row.spark} label={sparkLabel(row.spark, column)} width={110} height={24} />;
    case 'change':
      return row.kind === 'value' ? <Change row={row} sorted={sorted} columnKey={column.key} /> : null;
    case 'share': {
      const share = Number(row.cells[column.key] ?? 0);
      return (
        <span className={classes.share}>
          <span className={classes.track} aria-hidden="true">
            {row.kind === 'value' && (
              <span className={classes.fill} style={{ width: `${largest > 0 ? Math.min(100, (share / largest) * 100) : 0}%` }} />
            )}
          </span>
          <span className={classes.percent}>{row.kind === 'total' ? '' : cellText(column, row)}</span>
        </span>
      );
    }
    default:
      return <>{cellText(column, row)}</>;
  }
}

function sparkLabel(values: readonly number[], { unit }: ReportColumn): string {
  if (values.length === 0) return 'No course';
  const write = unit === 'ms' ? formatMs : formatCompact;
  return `From ${write(values[0]!)} to ${write(values[values.length - 1]!)}, at most ${write(Math.max(...values))}`;
}
