import { CloseButton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { Field } from '../../shared/api/types';
import { plural } from '../../shared/format/numbers';
import { useView } from '../../shared/url/useView';
import classes from './FieldSidebar.module.css';
import { FieldRow } from './FieldRow';
import { fits } from './search';

interface FieldSidebarProps {
  fields: readonly Field[];
  t: string;
}

/** All fields there are. A click shows what a field holds; a plus makes it a column. */
export function FieldSidebar({ fields, t }: FieldSidebarProps) {
  const [view, change] = useView();
  const [search, setSearch] = useState('');
  const [open, setOpen] = useState<string | null>(null);
  const columns = view.cols ?? [];
  const found = fields.filter(({ name }) => fits(name, search.trim()));
  const chosen = columns.map((name) => fields.find((field) => field.name === name)).filter((field) => field !== undefined);
  const rest = found.filter(({ name }) => !columns.includes(name));

  function row(field: Field) {
    const isColumn = columns.includes(field.name);
    return (
      <FieldRow
        key={field.name}
        field={field}
        t={t}
        isColumn={isColumn}
        open={open === field.name}
        onToggle={() => setOpen(open === field.name ? null : field.name)}
        onColumn={() =>
          change({ cols: isColumn ? columns.filter((name) => name !== field.name) : [...columns, field.name] }, { replace: true })
        }
      />
    );
  }

  return (
    <aside className={classes.sidebar} aria-label="Fields" data-testid="fields">
      <TextInput
        size="xs"
        placeholder={`Search ${plural(fields.length, 'field')}`}
        aria-label="Search fields"
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        leftSection={<IconSearch size={14} />}
        rightSection={search && <CloseButton size="xs" aria-label="Clear the search" onClick={() => setSearch('')} />}
      />
      <div className={classes.scroll}>
        {chosen.length > 0 && (
          <>
            <h3 className={classes.heading}>Columns</h3>
            <ul className={classes.list}>{chosen.map(row)}</ul>
          </>
        )}
        <h3 className={classes.heading}>{chosen.length > 0 ? 'Other fields' : 'Fields'}</h3>
        <ul className={classes.list}>{rest.map(row)}</ul>
        {found.length === 0 && search !== '' && <p className={classes.none}>No field has “{search}” in its name.</p>}
      </div>
    </aside>
  );
}
