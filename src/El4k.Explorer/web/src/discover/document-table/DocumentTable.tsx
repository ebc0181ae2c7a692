import { useMediaQuery } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { Field, Hit } from '../../shared/api/types';
import { browserZone } from '../../shared/api/params';
import { plural } from '../../shared/format/numbers';
import { useView } from '../../shared/url/useView';
import { CellMenu, type CellTarget } from './CellMenu';
import { stretchedColumn, timeWidth } from './columns';
import classes from './DocumentTable.module.css';
import { DocumentRow } from './DocumentRow';
import { HeaderRow } from './HeaderRow';
import { useColumnWidths } from './useColumnWidths';

interface DocumentTableProps {
  hits: readonly Hit[];
  total: number;
  fields: readonly Field[];
  /** Why the list stops before `total`, when it does. */
  end: string | null;
  hasMore: boolean;
  stale: boolean;
  onMore: () => void;
  onOpen: (hit: Hit) => void;
}

/** How many rows before the end the next page is asked for, so that scrolling does not wait. */
const ahead = 30;

/** The documents in view. Only the rows on screen exist, so a hundred thousand scroll like ten. */
export function DocumentTable({ hits, total, fields, end, hasMore, stale, onMore, onOpen }: DocumentTableProps) {
  const [view] = useView();
  const [cell, setCell] = useState<CellTarget | null>(null);
  const [focused, setFocused] = useState(0);
  const scroll = useRef<HTMLDivElement>(null);
  const columns = view.cols ?? [];
  const zone = view.tz ?? browserZone;
  const narrow = useMediaQuery('(max-width: 760px)') ?? false;
  const stacked = narrow && columns.length === 0;
  const rowHeight = columns.length > 0 ? 33 : stacked ? 74 : 48;
  const types = new Map(fields.map((field) => [field.name, field]));
  const [widthOf, setWidth] = useColumnWidths(columns, hits, types, zone);
  const stretched = stretchedColumn(columns, types);
  const track = (name: string, i: number) => (i === stretched ? `minmax(${widthOf(name)}px, 1fr)` : `${widthOf(name)}px`);
  const template = stacked ? '1fr' : `${timeWidth}px ${columns.length > 0 ? columns.map(track).join(' ') : 'minmax(260px, 1fr)'}`;

  const rows = useVirtualizer({
    count: hits.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    initialRect: { width: 800, height: 600 },
  });
  useEffect(() => rows.measure(), [rowHeight, rows]);

  const items = rows.getVirtualItems();
  const lastShown = items[items.length - 1]?.index ?? 0;
  useEffect(() => {
    if (hasMore && lastShown >= hits.length - ahead) onMore();
  }, [hasMore, lastShown, hits.length, onMore]);

  const openAt = hits.findIndex((hit) => view.doc === `${hit.index}/${hit.id}`);
  useEffect(() => {
    if (openAt >= 0) rows.scrollToIndex(openAt);
  }, [openAt, rows]);

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 12, PageUp: -12 }[event.key];
    if (event.key === 'Enter' && hits[focused]) onOpen(hits[focused]);
    else if (step) {
      const next = Math.min(hits.length - 1, Math.max(0, focused + step));
      setFocused(next);
      rows.scrollToIndex(next);
      requestAnimationFrame(() => scroll.current?.querySelector<HTMLElement>(`[data-row="${next}"]`)?.focus());
    } else return;
    event.preventDefault();
  }

  return (
    <div className={classes.frame} data-stale={stale || undefined}>
      <div ref={scroll} className={classes.scroll} onKeyDown={onKeyDown} data-testid="documents">
        <div role="grid" aria-label="Documents" aria-rowcount={total + 1} className={classes.grid}>
          <HeaderRow columns={columns} stacked={stacked} template={template} fields={types} widthOf={widthOf} onWidth={setWidth} />
          <div role="rowgroup" className={classes.body} style={{ height: rows.getTotalSize() }}>
            {items.map(({ index, start }) => (
              <DocumentRow
                key={`${hits[index]!.index}/${hits[index]!.id}`}
                hit={hits[index]!}
                position={index}
                style={{ height: rowHeight, transform: `translateY(${start}px)`, gridTemplateColumns: template }}
                columns={columns}
                fields={types}
                zone={zone}
                open={index === openAt}
                stacked={stacked}
                tabbable={index === focused}
                onFocus={() => setFocused(index)}
                onOpen={onOpen}
                onCell={setCell}
              />
            ))}
          </div>
        </div>
        <p className={classes.end} role="status">
          {end ?? (hasMore ? 'Loading more…' : hits.length > 0 ? `All ${plural(hits.length, 'document')} shown.` : '')}
        </p>
      </div>
      <CellMenu target={cell} onClose={() => setCell(null)} />
    </div>
  );
}
