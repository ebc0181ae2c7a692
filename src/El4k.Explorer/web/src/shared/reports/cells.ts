import type { ReportColumn, ReportRow } from '../api/types';
import { formatBytes, formatChange, formatCount, formatMs, formatShare, formatUnit } from '../format/numbers';

/** The text of a cell; “–” where there is no number. Label and sparkline are not cells. */
export function cellText(column: ReportColumn, row: ReportRow): string {
  const value = row.cells[column.key];
  if (value === null || value === undefined) return '–';
  if (typeof value === 'string') return value;
  switch (column.kind) {
    case 'count':
      return formatCount(value);
    case 'duration':
      return formatMs(toMs(value, column.unit));
    case 'share':
      return formatShare(value);
    case 'factor':
      return `${formatUnit(value, 'plain')} ×`;
    case 'change':
      return formatChange(value);
    default:
      return column.unit === 'bytes' ? formatBytes(value) : formatUnit(value, 'plain');
  }
}

/** How a change reads: more time is worse, less is better; more runs are neither. */
export function changeTone(value: number | string | null | undefined, sorted: ReportColumn | undefined): 'worse' | 'better' | 'plain' {
  const matters = sorted?.kind === 'duration' || sorted?.kind === 'factor';
  if (typeof value !== 'number' || !matters || Math.abs(value) < 0.05) return 'plain';
  return value > 0 ? 'worse' : 'better';
}

/** The column a report is ranked by. */
export function sortedColumn(columns: readonly ReportColumn[]): ReportColumn | undefined {
  return columns.find(({ sorted }) => sorted);
}

const unitMs: Record<string, number> = { us: 0.001, ms: 1, s: 1000, m: 60_000 };

function toMs(value: number, unit: string | null): number {
  return value * (unitMs[unit ?? 'ms'] ?? 1);
}
