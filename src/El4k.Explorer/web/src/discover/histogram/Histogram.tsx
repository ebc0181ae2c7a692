import { ActionIcon, NativeSelect, Tooltip } from '@mantine/core';
import { IconChartBar, IconTable } from '@tabler/icons-react';
import { useState } from 'react';
import { browserZone } from '../../shared/api/params';
import type { Field, HistogramAnswer } from '../../shared/api/types';
import { formatChange, formatCount } from '../../shared/format/numbers';
import { Inspector } from '../../shared/inspector/Inspector';
import { addFilter, parseFilter } from '../../shared/url/filter';
import { useView } from '../../shared/url/useView';
import type { Compare } from '../../shared/url/view-state';
import { HistogramBars } from './HistogramBars';
import { HistogramTable } from './HistogramTable';
import classes from './Histogram.module.css';

const intervals = ['auto', '10s', '1m', '5m', '30m', '1h', '3h', '12h', '1d', '1w', '1M'];

interface HistogramProps {
  answer: HistogramAnswer;
  fields: readonly Field[];
  stale: boolean;
}

/** How many documents there are over time: the total, the bars to zoom into, what splits and what precedes them. */
export function Histogram({ answer, fields, stale }: HistogramProps) {
  const [view, change] = useView();
  const [asTable, setAsTable] = useState(false);
  const zone = view.tz ?? browserZone;
  const compared = answer.compare;
  const splittable = fields.filter(({ aggregatable, type }) => aggregatable && type !== 'date');

  return (
    <section className={classes.card} aria-label="Documents over time" data-stale={stale || undefined}>
      <header className={classes.head}>
        <h2 className={classes.total}>
          <strong data-testid="total" data-total={answer.total}>
            {formatCount(answer.total)}
          </strong>{' '}
          {answer.total === 1 ? 'document' : 'documents'}
          {compared && (
            <span className={classes.change} title={`${formatCount(compared.total)} in ${compared.range.label}`}>
              {compared.change === null ? 'none before' : formatChange(compared.change)}
            </span>
          )}
        </h2>
        <div className={classes.controls}>
          <label className={classes.control}>
            <span>Bars of</span>
            <NativeSelect
              size="xs"
              value={view.interval}
              onChange={(event) => change({ interval: event.currentTarget.value }, { replace: true })}
              data={[...new Set([...intervals, view.interval])].map((value) => ({
                value,
                label: value !== 'auto' ? value : answer.interval.auto ? `auto (${answer.interval.label})` : 'auto',
              }))}
            />
          </label>
          <label className={classes.control}>
            <span>Split by</span>
            <NativeSelect
              size="xs"
              value={view.split ?? ''}
              onChange={(event) => change({ split: event.currentTarget.value || null }, { replace: true })}
              data={[{ value: '', label: 'nothing' }, ...splittable.map(({ name }) => ({ value: name, label: name }))]}
            />
          </label>
          <label className={classes.control}>
            <span>Compare</span>
            <NativeSelect
              size="xs"
              value={view.compare ?? 'none'}
              onChange={(event) =>
                change({ compare: event.currentTarget.value === 'none' ? null : (event.currentTarget.value as Compare) }, { replace: true })
              }
              data={[
                { value: 'none', label: 'with nothing' },
                { value: 'previous', label: 'period before' },
                { value: 'week', label: 'last week' },
                { value: 'year', label: 'last year' },
              ]}
            />
          </label>
          <div className={classes.tools}>
            <Tooltip label={asTable ? 'Show as bars' : 'Show as a table'}>
              <ActionIcon
                variant="subtle"
                color="gray"
                size={30}
                aria-label={asTable ? 'Show as bars' : 'Show as a table'}
                aria-pressed={asTable}
                onClick={() => setAsTable(!asTable)}
              >
                {asTable ? <IconChartBar size={16} /> : <IconTable size={16} />}
              </ActionIcon>
            </Tooltip>
            <Inspector requests={answer.requests} tookMs={answer.tookMs} />
          </div>
        </div>
      </header>
      {asTable ? (
        <HistogramTable answer={answer} zone={zone} />
      ) : (
        <HistogramBars answer={answer} zone={zone} onZoom={(t) => change({ t, doc: null })} />
      )}
      {answer.series && (
        <ul className={classes.legend} aria-label={`Values of ${view.split ?? ''}`}>
          {answer.series.map(({ label, count, filter, other }, i) => (
            <li key={label + String(other)}>
              <button
                type="button"
                className={classes.entry}
                disabled={filter === null}
                title={filter ? `Show only ${label}` : undefined}
                onClick={() => {
                  const parsed = filter && parseFilter(filter);
                  if (parsed) change({ f: addFilter(view.f, parsed) });
                }}
              >
                <span className={classes.swatch} data-series={other ? 'other' : i} />
                {label} <span className={classes.count}>{formatCount(count)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
