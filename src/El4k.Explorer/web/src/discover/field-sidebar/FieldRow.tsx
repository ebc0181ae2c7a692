import { ActionIcon, Tooltip } from '@mantine/core';
import { IconMinus, IconPlus } from '@tabler/icons-react';
import type { Field } from '../../shared/api/types';
import { FieldIcon } from '../../shared/fields/FieldIcon';
import classes from './FieldSidebar.module.css';
import { TopValuesList } from './TopValuesList';

interface FieldRowProps {
  field: Field;
  t: string;
  isColumn: boolean;
  open: boolean;
  onToggle: () => void;
  onColumn: () => void;
}

/** One field of the sidebar, and below it, when opened, its most frequent values. */
export function FieldRow({ field, t, isColumn, open, onToggle, onColumn }: FieldRowProps) {
  const label = isColumn ? `Remove the column ${field.name}` : `Show ${field.name} as a column`;
  return (
    <li>
      <div className={classes.row}>
        <button
          type="button"
          className={classes.name}
          aria-expanded={open}
          title={`${field.name} (${field.mapping})`}
          onClick={onToggle}
          data-testid="field"
          data-field={field.name}
        >
          <FieldIcon type={field.type} />
          <span>{field.name}</span>
        </button>
        <Tooltip label={isColumn ? 'Remove column' : 'Add column'} position="right">
          <ActionIcon
            variant="subtle"
            color="gray"
            size={24}
            className={classes.column}
            aria-label={label}
            onClick={onColumn}
            data-testid="toggle-column"
          >
            {isColumn ? <IconMinus size={14} /> : <IconPlus size={14} />}
          </ActionIcon>
        </Tooltip>
      </div>
      {open && <TopValuesList field={field} t={t} />}
    </li>
  );
}
