/**
 * Writes a query string that a person can read and edit: `?q=status:500+AND+customer:acme`.
 * Only what an address may not carry, or what other programs trip over, is escaped.
 */
export function writeQuery(pairs: readonly (readonly [name: string, value: string | null | undefined])[]): string {
  return pairs
    .filter((pair): pair is [string, string] => pair[1] !== null && pair[1] !== undefined)
    .map(([name, value]) => `${name}=${escape(value)}`)
    .join('&');
}

const readable = /%(?:3A|2C|2F|40|3B|24|3D|20)/g;

function escape(value: string): string {
  return encodeURIComponent(value).replace(readable, (code) => (code === '%20' ? '+' : decodeURIComponent(code)));
}
