import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowDown, IconArrowLeft, IconArrowRight, IconArrowUp, IconDotsVertical, IconX } from '@tabler/icons-react';
import type { PointerEvent } from 'react';
import type { Field } from '../../shared/api/types';
import { useView } from '../../shared/url/useView';
import { parseSort } from '../../shared/url/view-state';
import { minWidth, moveColumn, nextSort } from './columns';
import classes from './HeaderRow.module.css';

interface HeaderRowProps {
  columns: readonly string[];
  stacked: boolean;
  template: string;
  fields: ReadonlyMap<string, Field>;
  widthOf: (name: string) => number;
  onWidth: (name: string, width: number) => void;
}

/** The names of the columns: a click sorts, the menu moves and removes, the edge resizes. */
export function HeaderRow({ columns, stacked, template, fields, widthOf, onWidth }: HeaderRowProps) {
  return (
    <div role="rowgroup" className={classes.head}>
      <div role="row" className={classes.row} style={{ gridTemplateColumns: template }}>
        <HeaderCell name="@timestamp" title="Time" columns={[]} />
        {stacked ? null : columns.length === 0 ? (
          <div role="columnheader" className={classes.cell}>
            <span className={classes.plain}>Document</span>
          </div>
        ) : (
          columns.map((name) => (
            <HeaderCell
              key={name}
              name={name}
              title={name}
              columns={columns}
              numeric={fields.get(name)?.type === 'number'}
              width={widthOf(name)}
              onResize={(width) => onWidth(name, Math.max(minWidth, width))}
            />
          ))
        )}
      </div>
    </div>
  );
}

interface HeaderCellProps {
  name: string;
  title: string;
  columns: readonly string[];
  numeric?: boolean;
  width?: number;
  onResize?: (width: number) => void;
}

function HeaderCell({ name, title, columns, numeric = false, width = 0, onResize }: HeaderCellProps) {
  const [view, change] = useView();
  const { field, descending } = parseSort(view.sort);
  const sorted = field === name ? (descending ? 'descending' : 'ascending') : 'none';
  const put = (cols: readonly string[]) => change({ cols }, { replace: true });
  const at = columns.indexOf(name);

  function drag(event: PointerEvent<HTMLDivElement>): void {
    event.preventDefault();
    const grip = event.currentTarget;
    const from = event.clientX;
    grip.setPointerCapture(event.pointerId);
    grip.onpointermove = (move) => onResize?.(width + move.clientX - from);
    grip.onpointerup = () => {
      grip.onpointermove = null;
      grip.onpointerup = null;
    };
  }

  return (
    <div role="columnheader" aria-sort={sorted} className={classes.cell} data-numeric={numeric || undefined}>
      <button
        type="button"
        className={classes.sort}
        onClick={() => change({ sort: nextSort(view.sort, name) })}
        title={`Sort by ${title}`}
        data-testid="sort"
        data-field={name}
      >
        <span>{title}</span>
        {sorted !== 'none' && (descending ? <IconArrowDown size={13} /> : <IconArrowUp size={13} />)}
      </button>
      {at >= 0 && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" size={20} aria-label={`Column ${name}`} className={classes.menu}>
              <IconDotsVertical size={13} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconArrowDown size={15} />} onClick={() => change({ sort: `-${name}` })}>
              Sort descending
            </Menu.Item>
            <Menu.Item leftSection={<IconArrowUp size={15} />} onClick={() => change({ sort: name })}>
              Sort ascending
            </Menu.Item>
            <Menu.Item leftSection={<IconArrowLeft size={15} />} disabled={at === 0} onClick={() => put(moveColumn(columns, name, -1))}>
              Move left
            </Menu.Item>
            <Menu.Item
              leftSection={<IconArrowRight size={15} />}
              disabled={at === columns.length - 1}
              onClick={() => put(moveColumn(columns, name, 1))}
            >
              Move right
            </Menu.Item>
            <Menu.Item leftSection={<IconX size={15} />} onClick={() => put(columns.filter((other) => other !== name))}>
              Remove column
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      {onResize && <div className={classes.grip} onPointerDown={drag} aria-hidden="true" />}
    </div>
  );
}
