import { Menu } from '@mantine/core';
import { IconCircleCheck, IconCopy, IconMinus, IconPlus, IconX } from '@tabler/icons-react';
import { addFilter, existsFilter, valueFilter, type Filter } from '../../shared/url/filter';
import { useView } from '../../shared/url/useView';
import classes from './CellMenu.module.css';

/** The cell that was clicked, and where. */
export interface CellTarget {
  x: number;
  y: number;
  field: string;
  value: unknown;
  /** The value is only the beginning of the real one. */
  cut: boolean;
}

type Scalar = string | number | boolean;

/** Of an array more would not fit into a menu. */
const mostValues = 4;

/** What can be done with a value of the table: look for it, leave it out, copy it. */
export function CellMenu({ target, onClose }: { target: CellTarget | null; onClose: () => void }) {
  const [view, change] = useView();
  if (!target) return null;
  const { field, value, cut } = target;
  const scalars = scalarsOf(value).slice(0, mostValues);
  const add = (filter: Filter) => change({ f: addFilter(view.f, filter), doc: null });
  const many = scalars.length > 1;

  return (
    <Menu opened onClose={onClose} position="bottom-start" withinPortal>
      <Menu.Target>
        <span style={{ position: 'fixed', left: target.x, top: target.y }} />
      </Menu.Target>
      <Menu.Dropdown data-testid="cell-menu">
        {cut && <Menu.Label>Only the beginning is shown here: open the document to filter.</Menu.Label>}
        {!cut &&
          scalars.flatMap((scalar) => [
            <Menu.Item
              key={`for ${scalar}`}
              leftSection={<IconPlus size={15} />}
              onClick={() => add(valueFilter(field, scalar))}
              data-testid="cell-filter-for"
            >
              Filter for{many ? <b className={classes.value}>{String(scalar)}</b> : ' this value'}
            </Menu.Item>,
            <Menu.Item
              key={`out ${scalar}`}
              leftSection={<IconMinus size={15} />}
              onClick={() => add(valueFilter(field, scalar, true))}
              data-testid="cell-filter-out"
            >
              Filter out{many ? <b className={classes.value}>{String(scalar)}</b> : ' this value'}
            </Menu.Item>,
          ])}
        <Menu.Item leftSection={<IconCircleCheck size={15} />} onClick={() => add(existsFilter(field))}>
          Only with {field}
        </Menu.Item>
        <Menu.Item leftSection={<IconX size={15} />} onClick={() => add(existsFilter(field, true))}>
          Only without {field}
        </Menu.Item>
        {value !== undefined && value !== null && (
          <Menu.Item
            leftSection={<IconCopy size={15} />}
            onClick={() => void navigator.clipboard?.writeText(typeof value === 'string' ? value : JSON.stringify(value))}
          >
            Copy
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

/** The values one can filter for: a scalar itself, or the scalars of an array. */
function scalarsOf(value: unknown): Scalar[] {
  const list = Array.isArray(value) ? value : [value];
  return list.filter((item): item is Scalar => ['string', 'number', 'boolean'].includes(typeof item) && item !== '');
}
