/**
 * Checks content packs: `npm run packs:check [files…]`; without files all that are bundled.
 * Prints a line for each finding (file, place, reason) and ends with 1 when a pack is refused.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PACKS = join(ROOT, 'resources/packs');
const MAPS = join(PACKS, 'maps');
/** Folders in which each file is one pack with an id of its own. */
const FOLDERS = ['services', 'information', 'receptions'];
const LARGEST = 1_000_000;
/** Ages and bounds are relative to it; fixed, so that the same file gets the same report on every day. */
const TODAY = '2026-01-15';

const error = (path, reason) => ({ level: 'error', path, reason });

const bundledOnes = () =>
  FOLDERS.flatMap((folder) =>
    readdirSync(join(PACKS, folder))
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => join(PACKS, folder, name)),
  );

const bundledMaps = () =>
  readdirSync(MAPS)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => join(MAPS, name));

const bundledFiles = () => [
  join(PACKS, 'authorities.json'),
  join(PACKS, 'calendar.json'),
  join(PACKS, 'consent.json'),
  join(PACKS, 'participation-calendar.json'),
  ...bundledMaps(),
  ...bundledOnes(),
];

/** Whether JSON.parse finds nothing wrong with the text but that it ends. */
const isGoodSoFar = (text) => {
  try {
    JSON.parse(text);
    return true;
  } catch ({ message }) {
    return new RegExp(`end of JSON|Unterminated|position ${text.length}(?!\\d)`).test(message);
  }
};

/** Line and column at which the text stops being JSON: V8 names the offset for some faults only. */
const placeInText = (text) => {
  let [good, bad] = [0, text.length + 1];
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (isGoodSoFar(text.slice(0, middle))) good = middle;
    else bad = middle;
  }
  const lines = text.slice(0, good).split('\n');
  return `line ${lines.length}, column ${lines.at(-1).length + 1}`;
};

const readPack = (file) => {
  if (!existsSync(file)) return { findings: [error('', 'there is no such file')] };
  const { size } = statSync(file);
  if (size > LARGEST)
    return { findings: [error('', `the file has ${size} bytes, ${LARGEST} are allowed`)] };
  const text = readFileSync(file, 'utf8');
  try {
    return { pack: JSON.parse(text) };
  } catch {
    return { findings: [error(placeInText(text), 'from here on it is not JSON')] };
  }
};

const isOneOfMany = (pack) => ['service', 'information', 'receptions'].includes(pack?.pack);

const nameFindings = (file, pack) =>
  isOneOfMany(pack) && basename(file) !== `${pack.id}.json`
    ? [error('id', `the file of ${pack.pack} "${pack.id}" must be called ${pack.id}.json`)]
    : [];

/** Pages of a kiosk point to one another: an address that nothing has would be a dead end. */
const relatedFindings = (pack, others, authorityIds) =>
  (pack?.pack === 'information' ? (pack.related ?? []) : []).flatMap(({ kind, id }, index) => {
    const wanted = kind === 'page' ? 'information' : kind;
    const there =
      kind === 'authority'
        ? authorityIds.has(id)
        : others.some(({ pack: other }) => other?.pack === wanted && other.id === id);
    return there ? [] : [error(`related.${index}.id`, `there is no ${kind} "${id}"`)];
  });

/** The same service in another file, among those given and those bundled; the file itself may be a new copy. */
const twinFindings = (file, pack, others) =>
  !isOneOfMany(pack)
    ? []
    : others
        .filter(({ pack: other }) => other?.pack === pack.pack && other.id === pack.id)
        .filter((other) => other.file !== file)
        .filter((other) => basename(other.file) !== basename(file) || other.given)
        .map((other) => error('id', `the same id as ${relative(process.cwd(), other.file)}`));

const report = (file, findings) => {
  const name = relative(process.cwd(), file);
  for (const { level, path, reason } of findings)
    console.log(`${level.padEnd(7)} ${name}${path === '' ? '' : ` at ${path}`}: ${reason}`);
};

const RUNNER = { configFile: false, root: ROOT, logLevel: 'error' };

const check = async (given) => {
  const { module } = await runnerImport(join(ROOT, 'contract/domain/pack-review.ts'), RUNNER);
  const { module: place } = await runnerImport(join(ROOT, 'contract/domain/place.ts'), RUNNER);
  const { pack: authorities } = readPack(join(PACKS, 'authorities.json'));
  const { pack: calendar } = readPack(join(PACKS, 'calendar.json'));
  const context = {
    today: TODAY,
    calendar,
    authorityIds: new Set(authorities.authorities.map(({ id }) => id)),
    places: place.placesByAuthority(bundledMaps().map((file) => readPack(file).pack)),
  };
  const read = given.map((file) => ({ file, given: true, ...readPack(file) }));
  const bundled = bundledOnes()
    .filter((file) => !given.includes(file))
    .map((file) => ({ file, given: false, ...readPack(file) }));
  return read.map(({ file, pack, findings }) => ({
    file,
    findings: findings ?? [
      ...module.reviewPack(pack, context),
      ...nameFindings(file, pack),
      ...twinFindings(file, pack, [...read, ...bundled]),
      ...relatedFindings(pack, [...read, ...bundled], context.authorityIds),
    ],
  }));
};

const given = [...new Set(process.argv.slice(2).map((file) => resolve(file)))];
const results = await check(given.length > 0 ? given : bundledFiles());
results.forEach(({ file, findings }) => report(file, findings));
const count = (level) =>
  results.flatMap(({ findings }) => findings).filter((finding) => finding.level === level).length;
const refused = results.filter(({ findings }) => findings.some(({ level }) => level === 'error'));
console.log(
  `${results.length} packs checked, ${refused.length} refused (${count('error')} errors, ${count('warning')} warnings)`,
);
process.exitCode = refused.length > 0 ? 1 : 0;
