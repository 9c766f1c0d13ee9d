/** One way in which a value may lie on a disk. */
export interface DiskForm {
  /** E.g. "lower case, utf16le, base64 at 1". */
  readonly name: string;
  readonly bytes: Buffer;
}

type Named<T> = readonly (readonly [name: string, value: T])[];

const swapCase = (text: string): string =>
  [...text]
    .map((letter) =>
      letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
    )
    .join('');

const escapeUnits = (text: string): string =>
  text.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** As people and programs write it. */
const texts = (value: string): Named<string> => [
  ['as typed', value],
  ['lower case', value.toLowerCase()],
  ['upper case', value.toUpperCase()],
  ['Azerbaijani lower case', value.toLocaleLowerCase('az')],
  ['Azerbaijani upper case', value.toLocaleUpperCase('az')],
  ['swapped case', swapCase(value)],
  ['backwards', [...value].reverse().join('')],
  ['decomposed', value.normalize('NFD')],
  ['without gaps', value.replace(/[\s-]/g, '')],
  ['JSON escapes', escapeUnits(value)],
  ['percent escapes', encodeURIComponent(value)],
];

const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

const charsets = (text: string): Named<Buffer> => [
  ['utf8', Buffer.from(text, 'utf8')],
  ['utf16le', Buffer.from(text, 'utf16le')],
  ['utf16be', utf16be(text)],
];

/**
 * What base64 makes of the bytes wherever they begin in a longer input: characters that also depend
 * on a neighbour are left out. `offset` is 0, 1 or 2, the place in a group of three bytes.
 */
const base64Within = (bytes: Buffer, offset: number): string => {
  const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
  const first = Math.ceil((offset * 8) / 6);
  const end = Math.floor(((offset + bytes.length) * 8) / 6);
  return text.slice(first, end);
};

const toUrlAlphabet = (base64: string): string => base64.replaceAll('+', '-').replaceAll('/', '_');

const encodings = (bytes: Buffer): Named<Buffer> => [
  ['plain', bytes],
  ['hex', Buffer.from(bytes.toString('hex'))],
  ['HEX', Buffer.from(bytes.toString('hex').toUpperCase())],
  ...[0, 1, 2].flatMap((offset) => {
    const within = base64Within(bytes, offset);
    return [
      [`base64 at ${offset}`, Buffer.from(within)],
      [`base64url at ${offset}`, Buffer.from(toUrlAlphabet(within))],
    ] as const;
  }),
];

/** Shorter ones turn up in noise by chance: 5 bytes once in 2^40 places. */
const SHORTEST = 5;

/** Every form of a value that the scanner looks for, each once. */
export const diskForms = (value: string): readonly DiskForm[] => {
  const forms = new Map<string, DiskForm>();
  for (const [writing, text] of texts(value))
    for (const [charset, encoded] of charsets(text))
      for (const [encoding, bytes] of encodings(encoded)) {
        const key = bytes.toString('latin1');
        if (bytes.length < SHORTEST || forms.has(key)) continue;
        forms.set(key, { name: `${writing}, ${charset}, ${encoding}`, bytes });
      }
  return [...forms.values()];
};
