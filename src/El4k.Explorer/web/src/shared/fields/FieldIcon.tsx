import { IconAbc, IconBraces, IconCalendar, IconHash, IconNetwork, IconToggleLeft, type Icon } from '@tabler/icons-react';
import type { FieldType } from '../api/types';

const icons: Record<FieldType, Icon> = {
  string: IconAbc,
  number: IconHash,
  boolean: IconToggleLeft,
  date: IconCalendar,
  ip: IconNetwork,
  other: IconBraces,
};

/** The type of a field as a small picture with a name. */
export function FieldIcon({ type }: { type: FieldType | undefined }) {
  const Picture = icons[type ?? 'other'];
  return <Picture size={14} stroke={1.8} color="var(--ink-3)" role="img" aria-label={type ?? 'other'} style={{ flex: 'none' }} />;
}
