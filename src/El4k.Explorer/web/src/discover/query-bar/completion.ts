import { quoteValue } from '../../shared/url/filter';

/** What could be completed at the caret, and where it begins. */
export type Completable =
  | { readonly kind: 'field'; readonly start: number; readonly prefix: string }
  | { readonly kind: 'value'; readonly field: string; readonly start: number; readonly prefix: string };

/** Finds what a person is about to write. `null` inside quotes and where nothing has been begun. */
export function completableAt(text: string, caret: number): Completable | null {
  const before = text.slice(0, caret);
  const value = /([\w@.]+):("?)([^\s"():]*)$/.exec(before);
  if (value) {
    const [, field, quote, prefix] = value as unknown as [string, string, string, string];
    return { kind: 'value', field, start: caret - prefix.length - quote.length, prefix };
  }
  if ((before.match(/(?<!\\)"/g)?.length ?? 0) % 2 === 1) return null;
  const word = /(?:^|[\s(+\-!])([\w@.]+)$/.exec(before);
  return word ? { kind: 'field', start: caret - word[1]!.length, prefix: word[1]! } : null;
}

/** Chooses and orders candidates: those that begin with the prefix before those that only contain it. */
export function rank(candidates: readonly string[], prefix: string, most: number): string[] {
  const wanted = prefix.toLowerCase();
  const starts = candidates.filter((name) => name.toLowerCase().startsWith(wanted));
  const contains = candidates.filter((name) => !starts.includes(name) && name.toLowerCase().includes(wanted));
  return [...starts, ...contains].slice(0, most);
}

/** Puts a choice into the text; gives the new text and where the caret goes. */
export function applyCompletion(text: string, caret: number, target: Completable, choice: string): { text: string; caret: number } {
  const inserted = target.kind === 'field' ? `${choice}:` : literal(choice);
  const rest = text.slice(caret).replace(/^[\w@.]*"?/, '');
  const head = text.slice(0, target.start) + inserted;
  return { text: head + (target.kind === 'field' ? rest.replace(/^:/, '') : rest), caret: head.length };
}

/** A value as the query language takes it: quoted when it has anything but plain characters. */
function literal(value: string): string {
  return /^[\w@.-]+$/.test(value) && !/^(and|or|not|to)$/i.test(value) ? value : asQuoted(value);
}

function asQuoted(value: string): string {
  const quoted = quoteValue(value);
  return quoted.startsWith('"') ? quoted : `"${quoted}"`;
}
