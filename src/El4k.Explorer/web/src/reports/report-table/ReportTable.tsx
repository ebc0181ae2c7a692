import { Tooltip } from '@mantine/core';
import type { Report } from '../../shared/api/types';
import { sortedColumn } from '../../shared/reports/cells';
import { ReportRowView } from './ReportRowView';
import classes from './ReportTable.module.css';

/** The ranked rows of a report; each leads to the documents behind it. */
export function ReportTable({ report }: { report: Report }) {
  const { columns, rows, total } = report;
  const sorted = sortedColumn(columns);
  const largest = Math.max(0, ...rows.map((row) => (row.kind === 'value' ? Number(row.cells['share'] ?? 0) : 0)));
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={report.title}>
      <table className={classes.table} data-testid="report-table">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" data-kind={column.kind} aria-sort={column.sorted ? 'descending' : undefined}>
                {column.help ? (
                  <Tooltip label={column.help} multiline maw={280}>
                    <span className={classes.helped} tabIndex={0}>
                      {column.title}
                    </span>
                  </Tooltip>
                ) : (
                  column.title
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <ReportRowView key={`${row.kind} ${row.label} ${i}`} row={row} columns={columns} sorted={sorted} largest={largest} />
          ))}
        </tbody>
        {total && (
          <tfoot>
            <ReportRowView row={total} columns={columns} sorted={sorted} largest={largest} />
          </tfoot>
        )}
      </table>
    </div>
  );
}
