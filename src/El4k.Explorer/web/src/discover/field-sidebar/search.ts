/** Whether a field name has all words of the search in it, in any order: `con temp` finds `context.template`. */
export function fits(name: string, search: string): boolean {
  const lower = name.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => lower.includes(word));
}
