import {
  ANSWERED_STEPS,
  type AnsweredStep,
  type SetupStep,
  type SetupView,
} from '../../../../contract/setup.ts';
import type { SetupOptions } from './setup-methods.ts';

/** What the screen shows of setting this kiosk up. No password, no hash of a PIN. */
export const viewOf = (options: SetupOptions): SetupView => {
  const isNew = options.config.isNew === true;
  const { state, machine, people, content, clock, config } = options;
  const { checks = {}, answers: saved = {}, brought } = state.record();
  const { network, ...answers } = state.answers();
  const name = options.kioskName();
  const roles = people.all().filter(({ disabled }) => disabled !== true);
  const done: readonly SetupStep[] = [
    ...ANSWERED_STEPS.filter((step): step is AnsweredStep =>
      step === 'network' ? network !== undefined : answers[step] !== undefined,
    ).filter((step) => step !== 'enrolment' || name !== undefined || !isNew),
    ...(['touch', 'packs', 'access', 'locks'] as const).filter(
      (step) => checks[step] !== undefined,
    ),
    ...(roles.some(({ role }) => role === 'technician') ? (['staff'] as const) : []),
  ];
  return {
    isNew,
    answers: { ...answers, ...(network && { network: withoutPassword(network) }) },
    done,
    checks,
    hasProxyPassword: network?.proxy?.password !== undefined,
    authorities: content.packs.authorities.map(({ id, name: called }) => ({ id, name: called })),
    ...(name !== undefined && { kioskName: name }),
    deviceTimeZone: machine.timeZone(),
    now: Math.floor(clock.now()),
    people: people.all().map((one) => ({
      number: one.number,
      name: one.name,
      role: one.role,
      disabled: one.disabled ?? false,
    })),
    services: content.packs.services.size,
    leftOut: content.leftOut,
    ...(content.version !== undefined && { packsVersion: content.version }),
    speech: options.speech !== undefined,
    changed:
      !isNew && (Object.keys(saved).length > 0 || brought !== undefined) && config.isNew !== true,
  };
};

type NetworkAnswer = NonNullable<SetupView['answers']['network']>;

const withoutPassword = (network: NetworkAnswer): NetworkAnswer => {
  if (network.proxy === undefined) return network;
  const { password: _, ...proxy } = network.proxy;
  return { ...network, proxy };
};
