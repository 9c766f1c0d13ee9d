import * as v from 'valibot';
import type { FieldError } from '../../../../contract/errors.ts';
import { err, ok, type Result } from '../../../../contract/result.ts';
import {
  ANSWERED_STEPS,
  type AnsweredStep,
  type SetupAnswers,
} from '../../../../contract/setup.ts';
import {
  kioskConfigSchema,
  kioskFileSchema,
  portalUrlSchema,
  proxySchema,
  type KioskConfig,
  type KioskFile,
} from '../../config.ts';

export type Answers = { readonly [S in AnsweredStep]?: SetupAnswers[S] };

const { entries } = kioskFileSchema;
const { entries: portal } = v.unwrap(entries.portal);
const { entries: maintenance } = v.unwrap(entries.maintenance);
const { entries: documents } = v.unwrap(entries.documents);

const printer = v.strictObject({
  paper: v.picklist(['roll-80mm', 'a4']),
  name: v.optional(v.pipe(v.string(), v.regex(/^[^\s/#-][^\s/#]{0,126}$/))),
});

/** Each step by the same schema as the configuration file: what is right here is right there. */
const STEP_SCHEMAS = {
  language: v.strictObject({ languages: entries.languages, timeZone: entries.timeZone }),
  screen: v.unwrap(entries.screen),
  network: v.variant('way', [
    v.strictObject({ way: v.literal('direct'), portalUrl: portalUrlSchema }),
    v.strictObject({ way: v.literal('proxy'), portalUrl: portalUrlSchema, proxy: proxySchema }),
    v.strictObject({ way: v.literal('stick') }),
  ]),
  place: v.strictObject({
    agencyName: entries.agencyName,
    centreName: entries.centreName,
    authorityId: entries.authorityId,
    callCentre: entries.callCentre,
  }),
  enrolment: v.strictObject({
    keyThumbprint: portal.keyThumbprint,
    enrolmentCode: portal.enrolmentCode,
  }),
  devices: v.strictObject({
    printer: v.optional(printer),
    transferFolder: entries.transferFolder,
    camera: documents.camera,
    reader: v.optional(v.boolean()),
    headset: v.optional(v.boolean()),
    helpButton: v.optional(v.boolean()),
  }),
  care: v.strictObject({
    restartAt: maintenance.restartAt,
    leastFreeMegabytes: maintenance.leastFreeMegabytes,
    idle: entries.idle,
  }),
} as const satisfies Record<AnsweredStep, v.GenericSchema>;

/** Each place that is wrong; `whole` names what has no place inside. */
const faultsOf = (issues: readonly v.BaseIssue<unknown>[], whole: string): readonly FieldError[] =>
  issues.map((issue) => ({ field: v.getDotPath(issue) ?? whole, rule: issue.type }));

/** What a step holds, or each place that is wrong. */
export const readStep = <S extends AnsweredStep>(
  step: S,
  values: unknown,
): Result<SetupAnswers[S], readonly FieldError[]> => {
  const parsed = v.safeParse(STEP_SCHEMAS[step], values);
  if (parsed.success) return ok(parsed.output as SetupAnswers[S]);
  return err(faultsOf(parsed.issues, step));
};

/** Keys of a configuration as these steps have them. A step that is not whole is left out. */
export const answersOf = (
  file: Partial<KioskFile>,
  steps: readonly AnsweredStep[] = stepsIn(file),
): Answers => {
  const { proxy, maintenance: care, documents: papers } = file;
  const way = file.portal === undefined ? 'stick' : proxy === undefined ? 'direct' : 'proxy';
  const paper = file.printer;
  const raw: Record<AnsweredStep, unknown> = {
    language: file.languages && { languages: file.languages, timeZone: file.timeZone },
    screen: file.screen,
    network: {
      way,
      ...(file.portal && { portalUrl: file.portal.url }),
      ...(proxy && { proxy }),
    },
    place: {
      agencyName: file.agencyName,
      centreName: file.centreName,
      authorityId: file.authorityId,
      callCentre: file.callCentre,
    },
    enrolment: file.portal && {
      keyThumbprint: file.portal.keyThumbprint,
      enrolmentCode: file.portal.enrolmentCode,
    },
    devices: {
      ...(paper && paper.via !== 'folder' && { printer: { paper: paper.paper, name: paper.name } }),
      transferFolder: file.transferFolder,
      camera: papers?.camera,
      ...file.attached,
    },
    care: {
      restartAt: care?.restartAt,
      leastFreeMegabytes: care?.leastFreeMegabytes,
      idle: file.idle,
    },
  };
  return Object.fromEntries(
    steps.flatMap((step) => {
      const read = raw[step] === undefined ? undefined : readStep(step, raw[step]);
      return read?.ok ? [[step, read.value]] : [];
    }),
  );
};

/** Keys that no step asks for stay as `base` has them. */
export const toFile = (
  base: Partial<KioskFile>,
  answers: Answers,
  printsVia: 'cups' | 'system',
): Record<string, unknown> => {
  const { language, screen, network, place, enrolment, devices, care } = answers;
  const { enrolmentCode, ...oldPortal } = base.portal ?? {};
  const file: Record<string, unknown> = {
    ...base,
    ...place,
    ...language,
    ...(screen && { screen }),
  };
  if (network?.way === 'stick') delete file['portal'];
  else if (network ?? enrolment)
    file['portal'] = {
      ...oldPortal,
      ...(enrolmentCode !== undefined && enrolment === undefined && { enrolmentCode }),
      ...(network?.portalUrl !== undefined && { url: network.portalUrl }),
      ...enrolment,
    };
  if (network !== undefined) file['proxy'] = network.proxy;
  if (devices !== undefined) {
    file['transferFolder'] = devices.transferFolder;
    file['documents'] = { ...base.documents, camera: devices.camera };
    const { reader, headset, helpButton } = devices;
    file['attached'] = { ...base.attached, reader, headset, helpButton };
    // A demonstration's folder of papers is no printer that anybody could name here.
    if (devices.printer !== undefined || base.printer?.via !== 'folder')
      file['printer'] = devices.printer && {
        via: base.printer?.via === 'system' ? 'system' : printsVia,
        ...devices.printer,
      };
  }
  if (care !== undefined) {
    const { idle, ...maintained } = care;
    file['idle'] = idle;
    // Spread with its key even where there is none: a night restart can be taken back.
    file['maintenance'] = { ...base.maintenance, ...maintained, restartAt: care.restartAt };
  }
  return withoutUndefined(file);
};

/** What was taken back has no key. */
const withoutUndefined = (file: Record<string, unknown>): Record<string, unknown> =>
  JSON.parse(JSON.stringify(file)) as Record<string, unknown>;

/** Keys of the file that belong to each step, for telling which step a fault is in. */
const STEP_OF_KEY: Readonly<Record<string, AnsweredStep>> = {
  languages: 'language',
  timeZone: 'language',
  screen: 'screen',
  proxy: 'network',
  agencyName: 'place',
  centreName: 'place',
  authorityId: 'place',
  callCentre: 'place',
  portal: 'enrolment',
  printer: 'devices',
  transferFolder: 'devices',
  documents: 'devices',
  attached: 'devices',
  idle: 'care',
  maintenance: 'care',
};

/** Steps of which a configuration says anything. */
export const stepsIn = (file: object): readonly AnsweredStep[] => {
  const named = Object.keys(file).map((key) => STEP_OF_KEY[key]);
  const reached = 'portal' in file;
  return ANSWERED_STEPS.filter((step) => named.includes(step) || (reached && step === 'network'));
};

/** The whole configuration, or the steps in which something of it is missing or wrong. */
export const wholeConfig = (
  file: Record<string, unknown>,
): Result<KioskConfig, readonly AnsweredStep[]> => {
  const parsed = v.safeParse(kioskConfigSchema, file);
  if (parsed.success) return ok(parsed.output);
  const steps = parsed.issues.map((issue) => {
    const [key, part] = (issue.path ?? []).map(({ key: name }) => String(name));
    if (key === 'portal' && part === 'url') return 'network' as const;
    return STEP_OF_KEY[key ?? ''] ?? 'place';
  });
  return err(ANSWERED_STEPS.filter((step) => steps.includes(step)));
};

/** Reads part of a configuration file: any keys of it, each by its own rule. */
export const readPart = (value: unknown): Result<Partial<KioskFile>, readonly FieldError[]> => {
  const parsed = v.safeParse(v.partial(kioskFileSchema), value);
  if (parsed.success) return ok(value as Partial<KioskFile>);
  return err(faultsOf(parsed.issues, 'file'));
};
