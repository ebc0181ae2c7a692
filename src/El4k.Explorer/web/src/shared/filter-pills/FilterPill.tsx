import { Menu } from '@mantine/core';
import { IconEdit, IconEye, IconEyeOff, IconSwitch3, IconTrash, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { describeFilter, type Filter } from '../url/filter';
import classes from './FilterPills.module.css';
import { PillEditor } from './PillEditor';

interface FilterPillProps {
  filter: Filter;
  onChange: (filter: Filter) => void;
  onRemove: () => void;
}

/** One filter in words. A click opens what can be done with it; the cross removes it. */
export function FilterPill({ filter, onChange, onRemove }: FilterPillProps) {
  const [editing, setEditing] = useState(false);
  const { field, relation, value } = describeFilter(filter);
  return (
    <div
      className={classes.pill}
      data-negated={filter.negated || undefined}
      data-disabled={filter.disabled || undefined}
      data-testid="pill"
    >
      <PillEditor
        filter={filter}
        opened={editing}
        onClose={() => setEditing(false)}
        onDone={(next) => {
          setEditing(false);
          onChange(next);
        }}
      >
        <span>
          <Menu position="bottom-start">
            <Menu.Target>
              <button type="button" className={classes.words} title={filter.disabled ? 'Switched off' : undefined}>
                <span className={classes.field}>{field}</span> <span className={classes.relation}>{relation}</span>{' '}
                {value && <span className={classes.value}>{value}</span>}
              </button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<IconEdit size={15} />} onClick={() => setEditing(true)}>
                Edit
              </Menu.Item>
              <Menu.Item leftSection={<IconSwitch3 size={15} />} onClick={() => onChange({ ...filter, negated: !filter.negated })}>
                {filter.negated ? 'Keep what matches' : 'Leave out what matches'}
              </Menu.Item>
              <Menu.Item
                leftSection={filter.disabled ? <IconEye size={15} /> : <IconEyeOff size={15} />}
                onClick={() => onChange({ ...filter, disabled: !filter.disabled })}
              >
                {filter.disabled ? 'Switch on' : 'Switch off'}
              </Menu.Item>
              <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={onRemove}>
                Remove
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </span>
      </PillEditor>
      <button type="button" className={classes.remove} aria-label={`Remove the filter ${field} ${relation} ${value}`} onClick={onRemove}>
        <IconX size={13} />
      </button>
    </div>
  );
}
