import { ActionIcon, Tooltip } from '@mantine/core';
import { IconCircleCheck, IconColumns, IconMinus, IconPlus, type Icon } from '@tabler/icons-react';
import type { DocumentField } from '../../shared/api/types';
import { FieldIcon } from '../../shared/fields/FieldIcon';
import { formatValue } from '../../shared/format/value';
import { addFilter, parseFilter, type Filter } from '../../shared/url/filter';
import { useView } from '../../shared/url/useView';
import classes from './DocumentFields.module.css';

interface DocumentFieldsProps {
  fields: readonly DocumentField[];
  zone: string;
}

/** Every field of a document with what one can do with it. */
export function DocumentFields({ fields, zone }: DocumentFieldsProps) {
  const [view, change] = useView();
  const columns = view.cols ?? [];
  const add = (filter: Filter) => change({ f: addFilter(view.f, filter) });

  return (
    <table className={classes.table}>
      <thead className={classes.hidden}>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">Value</th>
          <th scope="col">Actions</th>
        </tr>
      </thead>
      <tbody>
        {fields.map(({ name, type, value, filter, exists }) => {
          const same = filter === null ? null : parseFilter(filter);
          const present = parseFilter(exists);
          const isColumn = columns.includes(name);
          return (
            <tr key={name} className={classes.row} data-testid="document-field" data-field={name}>
              <th scope="row" className={classes.name}>
                <span>
                  <FieldIcon type={type} />
                  {name}
                </span>
              </th>
              <td className={classes.value}>{formatValue(value, type, zone)}</td>
              <td className={classes.actions}>
                <span>
                  {same && (
                    <>
                      <Action icon={IconPlus} does={`Filter for this ${name}`} onClick={() => add(same)} testId="filter-for" />
                      <Action
                        icon={IconMinus}
                        does={`Filter out this ${name}`}
                        onClick={() => add({ ...same, negated: true })}
                        testId="filter-out"
                      />
                    </>
                  )}
                  {present && (
                    <Action
                      icon={IconCircleCheck}
                      does={`Only documents with ${name}`}
                      onClick={() => add(present)}
                      testId="filter-exists"
                    />
                  )}
                  <Action
                    icon={IconColumns}
                    does={isColumn ? `Remove the column ${name}` : `Show ${name} as a column`}
                    pressed={isColumn}
                    onClick={() =>
                      change({ cols: isColumn ? columns.filter((other) => other !== name) : [...columns, name] }, { replace: true })
                    }
                    testId="field-column"
                  />
                </span>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

interface ActionProps {
  icon: Icon;
  does: string;
  pressed?: boolean;
  onClick: () => void;
  testId: string;
}

function Action({ icon: Picture, does, pressed = false, onClick, testId }: ActionProps) {
  return (
    <Tooltip label={does} position="top-end">
      <ActionIcon
        variant={pressed ? 'light' : 'subtle'}
        color={pressed ? 'petrol' : 'gray'}
        size={24}
        aria-label={does}
        onClick={onClick}
        data-testid={testId}
      >
        <Picture size={14} />
      </ActionIcon>
    </Tooltip>
  );
}
