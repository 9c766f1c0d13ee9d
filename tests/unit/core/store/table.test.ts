import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createImage } from '../../../../electron/core/store/image.ts';
import { createTable, parseTable, type Table } from '../../../../electron/core/store/table.ts';

const asRecord = (value: object): unknown => JSON.parse(JSON.stringify(value));
const place = (n: number) => ({ segment: n, offset: 7 * n, length: 100 + n, start: 3, size: n });

/** Records of several shapes, with fields that are left out, nested, empty, or named like nothing good. */
const recordArbitrary = fc
  .dictionary(
    fc.oneof(fc.constantFrom('state', 'kind', 'savedAt', '__proto__', '0'), fc.string()),
    fc.oneof(fc.constantFrom('saved', 'sent', null, 0, true), fc.jsonValue()),
    { maxKeys: 6 },
  )
  .map(asRecord);
const rowsArbitrary = fc
  .array(fc.tuple(recordArbitrary, fc.option(fc.integer({ min: 1, max: 5 }))), {
    minLength: 1,
    maxLength: 40,
  })
  .map((rows) =>
    rows.map(([record, segment], index) => ({
      id: `id ${index} "ə"`,
      record,
      body: segment === null ? undefined : place(segment),
    })),
  );
const read = ({ plain }: Table): Table => parseTable(Buffer.from(plain))!;

describe('a table', () => {
  it('gives back every record, its fields in their order, and the place of its body', () => {
    fc.assert(
      fc.property(rowsArbitrary, (rows) => {
        const table = read(createTable('cases', rows));
        rows.forEach(({ record, body }, row) => {
          expect(JSON.stringify(table.record(row))).toBe(JSON.stringify(record));
          expect(table.body(row)).toEqual(body);
          for (const field of ['state', '0', '__proto__'])
            expect(table.field(field)(row)).toEqual(
              Object.hasOwn(record as object, field)
                ? (record as Record<string, unknown>)[field]
                : undefined,
            );
        });
      }),
      { numRuns: 100 },
    );
  });

  it('says in which segments its bodies are', () => {
    const rows = [1, 1, 2].map((n) => ({ id: `${n}`, record: {}, body: place(n) }));
    expect(read(createTable('cases', rows)).weights).toEqual([
      [1, 202],
      [2, 102],
    ]);
  });

  it('hands out frozen records, also of what is nested in them', () => {
    const table = createTable('cases', [
      { id: 'a', record: { parts: [{ name: 'x' }] }, body: undefined },
    ]);
    const record = table.record(0) as { parts: { name: string }[] };
    expect(() => (record.parts[0]!.name = 'y')).toThrow();
    expect(() => record.parts.push({ name: 'z' })).toThrow();
  });
});

describe('the image', () => {
  const rows = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => ({
      id: `${from + index}`,
      record: { state: 'saved', n: from + index },
      body: place(from),
    }));
  const content = (image: ReturnType<typeof createImage>): [string, unknown, unknown][] =>
    [...image.entries('cases')].map(([id, { record, body }]) => [id, record, body]);
  const filled = () => {
    const image = createImage();
    image.putTable(createTable('cases', rows(1, 3)));
    image.putTable(createTable('cases', rows(4, 3)));
    return image;
  };

  it('answers with the same entry each time until the record changes', () => {
    const image = filled();
    const entry = image.get('cases', '2');
    expect(image.get('cases', '2')).toBe(entry);
    image.put('cases', '2', { state: 'sent' }, 'keep');
    expect(image.get('cases', '2')).toEqual({ record: { state: 'sent' }, body: place(1) });
  });

  it('knows which segments are needed while rows of tables change, go and come twice', () => {
    const image = filled();
    image.remove('cases', '1');
    image.put('cases', '2', {}, place(9));
    image.putTable(createTable('cases', rows(3, 1)));
    expect([1, 3, 4, 9].map((segment) => image.liveBytes(segment))).toEqual([0, 103, 312, 109]);
    for (const id of ['2', '3', '4', '5', '6']) image.remove('cases', id);
    expect([1, 3, 4, 9].map((segment) => image.liveBytes(segment))).toEqual([0, 0, 0, 0]);
    expect(image.count()).toBe(0);
  });

  it('shows fields of tables and of changed records alike', () => {
    const image = filled();
    image.put('cases', '5', { state: 'sent' }, undefined);
    const scanned = image.scan('cases', ['n', 'state']);
    const seen = [...scanned].map(([id, { n, state }]) => [id, n, state]);
    expect(seen).toEqual([
      ['1', 1, 'saved'],
      ['2', 2, 'saved'],
      ['3', 3, 'saved'],
      ['4', 4, 'saved'],
      ['5', undefined, 'sent'],
      ['6', 6, 'saved'],
    ]);
  });

  it('hands a table out again as long as nothing of it has changed, and makes the rest anew', () => {
    const image = filled();
    const first = [...image.tables(200)];
    expect([...image.tables(200)]).toEqual(first);
    image.put('cases', '5', { state: 'sent', n: 5 }, 'keep');
    image.put('cases', '7', { state: 'saved', n: 7 }, undefined);
    image.remove('cases', '6');
    const before = content(image);
    const second = [...image.tables(200)];
    expect(second[0]).toBe(first[0]);
    expect(second.flatMap(({ ids }) => ids)).toEqual(['1', '2', '3', '4', '5', '7']);
    expect(content(image)).toEqual(before);
  });

  it('hands out what is there at the end, whatever changes while it does', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(12), fc.boolean(), fc.nat(3)), { maxLength: 40 }),
        (changes) => {
          const image = createImage();
          image.putTable(createTable('cases', rows(1, 4)));
          image.putTable(createTable('cases', rows(5, 4)));
          const queue = [...changes];
          const change = (): void => {
            const [id, isPut, pause] = queue.shift() ?? [0, false, 9];
            if (isPut) image.put('cases', `${id}`, { n: queue.length, id }, undefined);
            else image.remove('cases', `${id}`);
            if (queue.length > 0 && pause === 0) change();
          };
          const changed = new Set<string>();
          for (let round = 0; round < 3; round += 1) {
            const copy = createImage();
            changed.clear();
            for (const table of image.tables(60)) {
              copy.putTable(read(table));
              if (queue.length === 0) continue;
              const before = new Map(content(image).map(([id, record]) => [id, record]));
              change();
              const after = new Map(content(image).map(([id, record]) => [id, record]));
              for (const id of new Set([...before.keys(), ...after.keys()]))
                if (JSON.stringify(before.get(id)) !== JSON.stringify(after.get(id)))
                  changed.add(id);
            }
            const unchanged = (all: ReturnType<typeof createImage>) =>
              content(all)
                .filter(([id]) => !changed.has(id))
                .sort(([one], [other]) => one.localeCompare(other));
            expect(unchanged(copy)).toEqual(unchanged(image));
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});
