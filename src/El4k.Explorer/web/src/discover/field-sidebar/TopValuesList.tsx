import { ActionIcon, Button } from '@mantine/core';
import { IconMinus, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { formatCompact, formatCount, formatShare, plural } from '../../shared/format/numbers';
import { browserZone } from '../../shared/api/params';
import type { Field, NumberStats, TopValue } from '../../shared/api/types';
import { formatValue } from '../../shared/format/value';
import { Waiting } from '../../shared/states/Waiting';
import { addFilter, existsFilter, parseFilter, type Filter } from '../../shared/url/filter';
import { useView } from '../../shared/url/useView';
import { useTopValues } from '../useDiscover';
import classes from './TopValuesList.module.css';

const first = 5;
const more = 50;

/** The exact most frequent values of a field, counted over every document in view. */
export function TopValuesList({ field, t }: { field: Field; t: string }) {
  const [view, change] = useView();
  const [size, setSize] = useState(first);
  const { data, error } = useTopValues(view, t, field.name, size, field.aggregatable);
  const zone = view.tz ?? browserZone;
  const add = (filter: Filter) => change({ f: addFilter(view.f, filter), doc: null });

  if (!field.aggregatable) return <p className={classes.note}>The values of this field cannot be counted: it is not kept in columns.</p>;
  if (error)
    return (
      <p className={classes.note} role="alert">
        {error.message}
      </p>
    );
  if (!data) return <Waiting height={120} label="Counting values" />;
  if (data.withField === 0) return <p className={classes.note}>No document in view has this field.</p>;

  return (
    <div className={classes.panel} data-testid="top-values">
      <p className={classes.coverage}>
        {data.withField === data.documents
          ? 'In every document'
          : `In ${formatShare(data.withField / Math.max(1, data.documents))} of the documents`}
        {' · '}
        {plural(data.distinct, 'value')}
        {data.withField < data.documents && (
          <button type="button" className={classes.link} onClick={() => add(existsFilter(field.name))}>
            Only these
          </button>
        )}
      </p>
      {data.stats && <Stats stats={data.stats} />}
      <ul className={classes.values}>
        {data.values.map((value) => (
          <ValueRow
            key={value.label}
            value={value}
            text={field.type === 'date' ? formatValue(value.value, 'date', zone) : value.label}
            onFilter={add}
          />
        ))}
      </ul>
      {data.other.count > 0 && (
        <p className={classes.other}>
          <span>Other values</span>
          <span>
            {formatCount(data.other.count)} · {formatShare(data.other.share)}
          </span>
        </p>
      )}
      {size === first && data.distinct > first && (
        <Button variant="subtle" size="compact-xs" onClick={() => setSize(more)}>
          Show {data.distinct > more ? `the top ${more}` : `all ${data.distinct}`}
        </Button>
      )}
    </div>
  );
}

function ValueRow({ value, text, onFilter }: { value: TopValue; text: string; onFilter: (filter: Filter) => void }) {
  const filter = parseFilter(value.filter);
  return (
    <li className={classes.value} data-testid="top-value" data-value={value.label} data-count={value.count}>
      <span className={classes.bar} style={{ width: `${Math.min(100, value.share * 100)}%` }} aria-hidden="true" />
      <span className={classes.text} title={text}>
        {text === '' ? <i>empty</i> : text}
      </span>
      <span className={classes.count} title={`${formatCount(value.count)} documents`}>
        {value.count < 100_000 ? formatCount(value.count) : formatCompact(value.count)} · {formatShare(value.share)}
      </span>
      {filter && (
        <span className={classes.actions}>
          <ActionIcon
            variant="subtle"
            size={22}
            aria-label={`Filter for ${text}`}
            onClick={() => onFilter(filter)}
            data-testid="filter-for"
          >
            <IconPlus size={13} />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="red"
            size={22}
            aria-label={`Filter out ${text}`}
            onClick={() => onFilter({ ...filter, negated: true })}
            data-testid="filter-out"
          >
            <IconMinus size={13} />
          </ActionIcon>
        </span>
      )}
    </li>
  );
}

function Stats({ stats }: { stats: NumberStats }) {
  const shown: [string, number][] = [
    ['min', stats.min],
    ['p50', stats.p50],
    ['avg', stats.avg],
    ['p95', stats.p95],
    ['max', stats.max],
  ];
  return (
    <dl className={classes.stats}>
      {shown.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd title={String(value)}>{formatCompact(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
