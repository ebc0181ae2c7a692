import { Button, NativeSelect, Popover, TextInput } from '@mantine/core';
import { useId, useState, type FormEvent, type ReactNode } from 'react';
import type { Filter } from '../url/filter';
import { useView } from '../url/useView';
import { useFields } from '../fields/useFields';
import classes from './FilterPills.module.css';
import { buildFilter, operators, readValue, type Operator } from './operators';

interface PillEditorProps {
  /** The filter to edit; none to write a new one. */
  filter?: Filter;
  opened: boolean;
  onClose: () => void;
  onDone: (filter: Filter) => void;
  children: ReactNode;
}

/** A small form for one filter, beside the pill it belongs to. */
export function PillEditor({ filter, opened, onClose, onDone, children }: PillEditorProps) {
  return (
    <Popover opened={opened} onChange={(open) => !open && onClose()} position="bottom-start" trapFocus shadow="md" withRoles={false}>
      <Popover.Target>{children}</Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={filter ? 'Change the filter' : 'Add a filter'}>
        <EditorForm {...(filter ? { filter } : {})} onDone={onDone} />
      </Popover.Dropdown>
    </Popover>
  );
}

function EditorForm({ filter, onDone }: { filter?: Filter; onDone: (filter: Filter) => void }) {
  const [view] = useView();
  const { data } = useFields(view.index);
  const start = readValue(filter?.value ?? '');
  const [field, setField] = useState(filter?.field ?? '');
  const [operator, setOperator] = useState<Operator>(start.operator);
  const [text, setText] = useState(start.text);
  const listId = useId();
  const built = buildFilter(filter, field, operator, text);

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (built) onDone(built);
  }

  return (
    <form className={classes.editor} onSubmit={submit}>
      <TextInput
        label="Field"
        size="xs"
        list={listId}
        value={field}
        onChange={(event) => setField(event.currentTarget.value)}
        data-autofocus={filter ? undefined : true}
        autoComplete="off"
      />
      <datalist id={listId}>
        {data?.fields.map(({ name }) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <NativeSelect
        label="Relation"
        size="xs"
        data={[...operators]}
        value={operator}
        onChange={(event) => setOperator(event.currentTarget.value as Operator)}
      />
      <TextInput
        label="Value"
        size="xs"
        value={text}
        disabled={operator === 'exists'}
        onChange={(event) => setText(event.currentTarget.value)}
        data-autofocus={filter ? true : undefined}
        data-testid="pill-value"
        autoComplete="off"
      />
      <Button type="submit" size="xs" disabled={!built}>
        {filter ? 'Change' : 'Add'}
      </Button>
    </form>
  );
}
