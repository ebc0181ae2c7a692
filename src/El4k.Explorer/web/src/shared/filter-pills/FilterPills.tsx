import { Button } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { Filter } from '../url/filter';
import { useView } from '../url/useView';
import { FilterPill } from './FilterPill';
import classes from './FilterPills.module.css';
import { PillEditor } from './PillEditor';

interface FilterPillsProps {
  /** On pages without a query bar a query of the address is a pill too: nothing narrows a page unseen. */
  showQuery?: boolean;
}

/** The filters in force, each a pill to edit, turn round, switch off or remove. */
export function FilterPills({ showQuery = false }: FilterPillsProps) {
  const [view, change] = useView();
  const [adding, setAdding] = useState(false);
  const put = (f: readonly Filter[]) => change({ f, doc: null });

  return (
    <div className={classes.pills} role="group" aria-label="Filters">
      {view.index && (
        <PlainPill name="index" value={view.index} remove="Show all indices" onRemove={() => change({ index: null, doc: null })} />
      )}
      {showQuery && view.q && <PlainPill name="query" value={view.q} remove="Remove the query" onRemove={() => change({ q: '' })} />}
      {view.f.map((filter, i) => (
        <FilterPill
          key={i}
          filter={filter}
          onChange={(next) => put(view.f.map((old, at) => (at === i ? next : old)))}
          onRemove={() => put(view.f.filter((_, at) => at !== i))}
        />
      ))}
      <PillEditor
        opened={adding}
        onClose={() => setAdding(false)}
        onDone={(filter) => {
          put([...view.f, filter]);
          setAdding(false);
        }}
      >
        <Button
          variant="subtle"
          size="compact-xs"
          leftSection={<IconPlus size={13} />}
          onClick={() => setAdding(!adding)}
          aria-haspopup="dialog"
          aria-expanded={adding}
          data-testid="add-filter"
        >
          Add filter
        </Button>
      </PillEditor>
      {view.f.length > 1 && (
        <Button variant="subtle" color="gray" size="compact-xs" onClick={() => put([])}>
          Remove all
        </Button>
      )}
    </div>
  );
}

interface PlainPillProps {
  name: 'index' | 'query';
  value: string;
  remove: string;
  onRemove: () => void;
}

function PlainPill({ name, value, remove, onRemove }: PlainPillProps) {
  return (
    <div className={classes.pill} data-testid={`${name}-pill`}>
      <span className={classes.words} data-plain>
        <span className={classes.relation}>{name}</span> <span className={classes.value}>{value}</span>
      </span>
      <button type="button" className={classes.remove} aria-label={remove} onClick={onRemove}>
        <IconX size={13} />
      </button>
    </div>
  );
}
