import {
  CAPITAL_EM,
  screenGeometry,
  screenWorries,
} from '../../../../contract/domain/screen-geometry.ts';
import type { CheckLevel } from '../../../../contract/findings.ts';
import { LANGUAGES, type Localized } from '../../../../contract/languages.ts';
import { levelOfLock, type LockState } from '../../../../contract/locks.ts';
import {
  clockFault,
  type CheckNote,
  type NetworkTest,
  type SetupCheck,
  type SetupLine,
} from '../../../../contract/setup.ts';
import type { StaffRole } from '../../../../contract/staff-views.ts';
import type { KioskConfig } from '../../config.ts';
import type { Answers } from './setup-answers.ts';
import { checkName, findingText, inEach, lockText } from './setup-words.ts';
import type { CheckName, FindingName, Values } from './setup-words.ts';

/** Everything that the report speaks of. */
export interface SetupFacts {
  readonly answers: Answers;
  readonly checks: { readonly [C in SetupCheck]?: CheckNote };
  readonly updates: KioskConfig['updates'];
  /** Left out where there is no address to ask. */
  readonly network: NetworkTest | undefined;
  readonly locks: readonly LockState[];
  readonly authorities: readonly { readonly id: string; readonly name: Localized }[];
  /** Roles of those who may sign in. */
  readonly roles: readonly StaffRole[];
  readonly kioskName: string | undefined;
  readonly deviceTimeZone: string;
  readonly services: number;
  readonly leftOut: readonly string[];
  readonly speech: boolean;
}

type Check = (facts: SetupFacts) => readonly SetupLine[];

const line = (
  check: CheckName,
  level: CheckLevel,
  finding: FindingName,
  values?: Values,
): SetupLine => ({ check, level, name: checkName(check), text: findingText(finding, values) });

const languages: Check = ({ answers: { language } }) =>
  (language?.languages ?? LANGUAGES).length === LANGUAGES.length
    ? [line('languages', 'pass', 'allLanguages')]
    : [line('languages', 'warn', 'fewLanguages')];

const clock: Check = ({ answers, checks, network, deviceTimeZone }) => {
  const zone = answers.language?.timeZone ?? 'Asia/Baku';
  if (clockFault(network) > 0 || checks.clock?.result === 'fail')
    return [line('clock', 'fail', 'clockWrong')];
  if (zone !== deviceTimeZone)
    return [line('clock', 'warn', 'zoneDiffers', { zone, device: deviceTimeZone })];
  return checks.clock === undefined
    ? [line('clock', 'warn', 'clockNotSeen')]
    : [line('clock', 'pass', 'clockRight', { zone })];
};

const screen: Check = ({ answers: { screen: measure } }) => {
  if (measure === undefined) return [line('screen', 'warn', 'screenNotMeasured')];
  const { mmPerPx, target, baseText } = screenGeometry(measure);
  const worries = screenWorries(measure);
  return [
    line('screen', 'pass', 'screenMeasured', {
      target: target * mmPerPx,
      capital: baseText * CAPITAL_EM * mmPerPx,
    }),
    ...worries.map((worry) => line('screen', 'warn', worry)),
  ];
};

const touch: Check = ({ checks: { touch: note } }) => {
  if (note === undefined) return [line('touch', 'warn', 'touchNotTested')];
  const { hit = 0, points = 0 } = note.values ?? {};
  return note.result === 'pass'
    ? [line('touch', 'pass', 'touchGood', { points })]
    : [line('touch', note.result, 'touchBad', { hit, points })];
};

const NETWORK = {
  portal: ['pass', 'networkDirect'],
  silent: ['warn', 'networkSilent'],
  foreign: ['fail', 'networkForeign'],
} as const;

const network: Check = ({ answers: { network: way }, network: test }) => {
  if (way?.way === 'stick') return [line('network', 'warn', 'networkStick')];
  if (way?.portalUrl === undefined) return [line('network', 'fail', 'networkNone')];
  const [level, finding] = NETWORK[test?.outcome ?? 'silent'];
  const proxied = finding === 'networkDirect' && way.proxy !== undefined;
  const values = { url: way.portalUrl, proxy: way.proxy?.url ?? '' };
  return [line('network', level, proxied ? 'networkProxy' : finding, values)];
};

const place: Check = ({ answers: { place: names }, authorities }) => {
  if (names === undefined) return [line('place', 'fail', 'placeMissing')];
  const authority = authorities.find(({ id }) => id === names.authorityId);
  if (authority === undefined)
    return [line('place', 'fail', 'placeUnknown', { authority: names.authorityId })];
  const { name } = authority;
  const { centreName } = names;
  return [
    {
      check: 'place',
      level: 'pass',
      name: checkName('place'),
      text: inEach((language) => `${name[language]}, ${centreName[language]}.`),
    },
  ];
};

const enrolment: Check = ({ kioskName, answers: { network: way } }) => {
  if (kioskName !== undefined) return [line('enrolment', 'pass', 'enrolled', { name: kioskName })];
  return [line('enrolment', 'fail', way?.way === 'stick' ? 'enrolByStick' : 'notEnrolled')];
};

/** `there`: the device has it; then what a person found out counts. */
const heard = (
  check: CheckName,
  there: boolean,
  note: CheckNote | undefined,
  words: Readonly<Record<'none' | 'open' | 'good' | 'bad', FindingName>>,
): SetupLine => {
  if (!there) return line(check, 'warn', words.none);
  if (note === undefined) return line(check, 'warn', words.open);
  return note.result === 'pass' ? line(check, 'pass', words.good) : line(check, 'fail', words.bad);
};

const reader = (there: boolean, note: CheckNote | undefined): SetupLine => {
  if (!there) return line('reader', 'warn', 'readerNone');
  if (note === undefined) return line('reader', 'warn', 'readerNotTested');
  if (note.result === 'fail') return line('reader', 'fail', 'readerBad');
  const { signs = 0, pace = 0, enter = 0 } = note.values ?? {};
  if (note.result === 'pass') return line('reader', 'pass', 'readerGood', { signs, pace });
  return line('reader', 'warn', enter === 0 ? 'readerNoEnter' : 'readerSlow', { pace });
};

const camera = (allowed: boolean, note: CheckNote | undefined): SetupLine =>
  allowed
    ? heard('camera', true, note, {
        ...{ none: 'cameraNotTested', open: 'cameraNotTested' },
        ...{ good: 'cameraGood', bad: 'cameraBad' },
      })
    : line('camera', 'pass', 'cameraOff');

const devices: Check = ({ answers: { devices: has }, checks, speech }) => [
  heard('printer', has?.printer !== undefined, checks.paper, {
    ...{ none: 'printerNone', open: 'printerNotTested' },
    ...{ good: 'printerTested', bad: 'printerBad' },
  }),
  heard('sound', speech, checks.sound, {
    ...{ none: 'soundNone', open: 'soundNotTested' },
    ...{ good: 'soundGood', bad: 'soundBad' },
  }),
  heard('headset', has?.headset === true, checks.headset, {
    ...{ none: 'headsetNone', open: 'headsetNotTested' },
    ...{ good: 'headsetGood', bad: 'headsetBad' },
  }),
  reader(has?.reader === true, checks.reader),
  camera(has?.camera !== false, checks.camera),
  // Most kiosks have none and miss nothing: "Help" is on every page.
  ...(has?.helpButton === true
    ? [
        heard('helpButton', true, checks.helpButton, {
          ...{ none: 'helpButtonNotTested', open: 'helpButtonNotTested' },
          ...{ good: 'helpButtonGood', bad: 'helpButtonBad' },
        }),
      ]
    : []),
  has?.transferFolder === undefined
    ? line('stick', 'warn', 'stickNone')
    : line('stick', 'pass', 'stickFolder', { folder: has.transferFolder }),
];

const packs: Check = ({ services, leftOut }) => {
  if (leftOut.length > 0) return [line('packs', 'fail', 'packsBad', { files: leftOut.join(', ') })];
  return services === 0
    ? [line('packs', 'fail', 'packsNone')]
    : [line('packs', 'pass', 'packsGood', { services })];
};

const access: Check = ({ checks: { access: note } }) => {
  if (note === undefined) return [line('access', 'warn', 'accessNotTested')];
  const { target = 0, text = 0, contrast = 0 } = note.values ?? {};
  const values = { target, text, contrast };
  return [line('access', note.result, note.result === 'pass' ? 'accessGood' : 'accessBad', values)];
};

const staff: Check = ({ roles }) => [
  ...(roles.includes('technician')
    ? [line('staff', 'pass', 'staffGood', { count: roles.length })]
    : [line('staff', 'fail', 'staffNoTechnician')]),
  ...(roles.includes('supervisor') ? [] : [line('staff', 'warn', 'staffNoSupervisor')]),
];

const care: Check = ({ answers: { care: kept }, updates }) => [
  kept?.restartAt === undefined
    ? line('care', 'warn', 'careNone')
    : line('care', 'pass', 'careGood', { time: kept.restartAt }),
  updates === undefined
    ? line('updates', 'warn', 'updatesNone')
    : line('updates', 'pass', 'updatesGood', {
        channel: updates.channel,
        keys: updates.keys.length,
      }),
];

const locks: Check = ({ locks: states }) =>
  states.map(({ name, state }) => {
    const text = lockText(name);
    const finding = state === 'open' ? 'lockOpen' : 'lockUnknown';
    return {
      check: 'lock',
      level: levelOfLock(state),
      name: checkName('lock'),
      // The sentence says what should be so: where it is not, that is said first.
      text:
        state === 'locked'
          ? text
          : inEach((language) => findingText(finding, { text: text[language] })[language]),
    };
  });

const CHECKS: readonly Check[] = [
  ...[languages, clock, screen, touch, network, place, enrolment],
  ...[devices, packs, access, staff, care, locks],
];

/** Everything worth saying about a kiosk that was set up, in the order of the steps. */
export const reportLines = (facts: SetupFacts): readonly SetupLine[] =>
  CHECKS.flatMap((check) => check(facts));
