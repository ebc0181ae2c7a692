export type TokenKind = 'field' | 'operator' | 'string' | 'number' | 'bracket' | 'text';

/** A stretch of the query in one colour. Tokens lie side by side and give the whole text when joined. */
export interface Token {
  readonly text: string;
  readonly kind: TokenKind;
  readonly start: number;
}

const pattern =
  /(?<string>"(?:[^"\\]|\\.)*"?)|(?<field>(?:[\w@.*-]|\\.)+(?=\s*:)|(?:[\w@.]+)(?=\s*[<>]=?\s*[\w"]))|(?<operator>\b(?:AND|OR|NOT|TO)\b|&&|\|\||[!+:]|[<>]=?|(?<=^|[\s(])-)|(?<bracket>[()[\]{}])|(?<number>-?\d+(?:\.\d+)?(?=$|[\s)\]}]))|(?<text>(?:[^\s"()[\]{}:<>\\]|\\.)+|\s+|.)/gisu;

/** Splits a query for colouring only: what is right and wrong in it, the server says. */
export function tokenize(query: string): Token[] {
  return [...query.matchAll(pattern)].map((match) => {
    const [kind] = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined) ?? ['text'];
    return { text: match[0], kind: kind as TokenKind, start: match.index };
  });
}
