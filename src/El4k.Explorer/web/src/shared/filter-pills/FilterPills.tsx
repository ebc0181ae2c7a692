import { Button } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { Filter } from '../url/filter';
import { useView } from '../url/useView';
import { FilterPill } from './FilterPill';
import classes from './FilterPills.module.css';
import { PillEditor } from './PillEditor';

/** The filters in force, each a pill to edit, turn round, switch off or remove. */
export function FilterPills() {
  const [view, change] = useView();
  const [adding, setAdding] = useState(false);
  const put = (f: readonly Filter[]) => change({ f, doc: null });

  return (
    <div className={classes.pills} role="group" aria-label="Filters">
      {view.index && (
        <div className={classes.pill} data-testid="index-pill">
          <span className={classes.words}>
            <span className={classes.relation}>index</span> <span className={classes.value}>{view.index}</span>
          </span>
          <button type="button" className={classes.remove} aria-label="Show all indices" onClick={() => change({ index: null, doc: null })}>
            <IconX size={13} />
          </button>
        </div>
      )}
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
