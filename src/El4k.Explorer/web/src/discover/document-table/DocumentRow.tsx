import { memo, type CSSProperties, type MouseEvent } from 'react';
import type { Field, Hit } from '../../shared/api/types';
import { formatInstant } from '../../shared/format/time';
import { formatValue } from '../../shared/format/value';
import type { CellTarget } from './CellMenu';
import { summaryPairs } from './columns';
import classes from './DocumentTable.module.css';

/** What one line can show; more would only cost time to lay out. */
const mostPairs = 24;

interface DocumentRowProps {
  hit: Hit;
  position: number;
  style: CSSProperties;
  columns: readonly string[];
  fields: ReadonlyMap<string, Field>;
  zone: string;
  open: boolean;
  stacked: boolean;
  tabbable: boolean;
  onFocus: () => void;
  onOpen: (hit: Hit) => void;
  onCell: (target: CellTarget) => void;
}

/** One document: its time, then the chosen columns or a summary. The time opens it, a value filters. */
export const DocumentRow = memo(function DocumentRow(props: DocumentRowProps) {
  const { hit, position, style, columns, fields, zone, open, stacked, tabbable, onFocus, onOpen, onCell } = props;

  function choose(event: MouseEvent, field: string): void {
    const { clientX: x, clientY: y } = event;
    onCell({ x, y, field, value: hit.fields[field], cut: hit.cut.includes(field) });
  }

  return (
    <div
      role="row"
      aria-rowindex={position + 2}
      aria-selected={open}
      className={classes.row}
      style={style}
      tabIndex={tabbable ? 0 : -1}
      data-row={position}
      data-stacked={stacked || undefined}
      data-testid="hit"
      data-id={hit.id}
      onFocus={onFocus}
    >
      <div role="gridcell" className={classes.time} onClick={() => onOpen(hit)} title="Open the document">
        {hit.at === null ? '–' : formatInstant(hit.at, zone)}
      </div>
      {columns.length === 0 ? (
        <div role="gridcell" className={classes.summary} onClick={() => onOpen(hit)}>
          {summaryPairs(hit.fields)
            .slice(0, mostPairs)
            .map(([name, value]) => (
              <span key={name} className={classes.pair}>
                <span className={classes.key}>{name}</span> {formatValue(value, fields.get(name)?.type, zone)}
              </span>
            ))}
        </div>
      ) : (
        columns.map((name) => {
          const value = hit.fields[name];
          const type = fields.get(name)?.type;
          return (
            <div
              key={name}
              role="gridcell"
              className={classes.cell}
              data-type={type}
              data-missing={value === undefined || value === null || undefined}
              data-testid="cell"
              data-field={name}
              onClick={(event) => choose(event, name)}
            >
              {formatValue(value, type, zone)}
            </div>
          );
        })
      )}
    </div>
  );
});
