import { bakuDay } from '../../../contract/domain/baku-time.ts';
import { createSampler } from '../../../contract/domain/pack-samples.ts';
import { placesByAuthority } from '../../../contract/domain/place.ts';
import {
  activeStop,
  visibleQuestions,
  type FormContext,
} from '../../../contract/domain/service-form.ts';
import type { Answer, Answers, Question, ServicePack } from '../../../contract/packs.ts';
import { readAuthorities, readMaps } from '../packs/read-pack.ts';
import type { KioskScreen } from './kiosk-screen.ts';
import { fillQuickly } from './quick-hand.ts';

const context = (): FormContext => ({
  today: bakuDay(Date.now()),
  authorityIds: new Set(readAuthorities().authorities.map(({ id }) => id)),
  places: placesByAuthority(readMaps()),
});

/** Of the kiosk's own authority, unless something else is wanted. */
const USUAL: Answers = { authority: 'az-mas' };

/**
 * One way through any form to its end: what is `wanted`, else the first answer that does not stop it;
 * optional questions are left empty. A new service is walked without new code.
 */
export const planAnswers = (service: ServicePack, wanted: Answers = {}): Answers => {
  const known = context();
  const samplesOf = createSampler(service, known);
  const candidates = (question: Question): readonly Answer[] => {
    const asked = { ...USUAL, ...wanted }[question.field];
    if (asked !== undefined) return [asked];
    return question.optional ? [''] : samplesOf(question);
  };
  let answers: Answers = {};
  for (;;) {
    const sofar = answers;
    const next = visibleQuestions(service, sofar, known).find(({ field }) => !(field in sofar));
    if (next === undefined) return answers;
    const given = candidates(next)
      .map((answer) => ({ ...sofar, [next.field]: answer }))
      .find((tried) => activeStop(service, next, tried, known) === undefined);
    if (given === undefined) throw new Error(`${service.id}: every answer to ${next.field} stops`);
    answers = given;
  }
};

const DOORS: Readonly<Partial<Record<ServicePack['purpose'], { tile: string; list: string }>>> = {
  application: { tile: 'home.apply', list: 'services.heading' },
  appeal: { tile: 'home.appeal', list: 'appeals.heading' },
};

/** The button with which a form of a purpose is begun, or sent. */
export const purposeWord = (
  { words }: KioskScreen,
  { purpose }: ServicePack,
  act: 'start' | 'send',
): string => {
  if (purpose !== 'application') return words(`purpose.${purpose}.${act}`);
  return words({ start: 'before.start', send: 'check.send' }[act]);
};

/** From the home screen to what is to be known before the first question. */
export const openService = async (citizen: KioskScreen, service: ServicePack): Promise<void> => {
  const door = DOORS[service.purpose];
  if (door === undefined) throw new Error(`no door leads to ${service.id}`);
  const { words, language } = citizen;
  const title = service.passport.title[language];
  await citizen.tap(new RegExp(`^${words(door.tile)}`));
  await citizen.expectHeading(words(door.list));
  await citizen.tap(new RegExp(`^${title.replaceAll(/[()]/g, '\\$&')}`));
  await citizen.expectHeading(title);
};

/** Answers question after question until the answers are shown to be checked. */
export const fillForm = async (
  citizen: KioskScreen,
  service: ServicePack,
  answers: Answers,
): Promise<void> => {
  await fillUntil(citizen, service, answers);
  await citizen.expectHeading(citizen.words('check.heading'));
};

/** Answers from the question that is shown to the one before `field`, which is then shown; left out: all. */
export const fillUntil = async (
  citizen: KioskScreen,
  service: ServicePack,
  answers: Answers,
  field?: string,
): Promise<void> => {
  const { page, words, language } = citizen;
  const asked = visibleQuestions(service, answers, context());
  const shown = await citizen.heading().textContent();
  const begin = asked.findIndex(({ title }) => title[language] === shown);
  const end = asked.findIndex((question) => question.field === field);
  const steps = asked
    .slice(Math.max(begin, 0), end === -1 ? asked.length : end)
    .map((question) => ({
      heading: question.title[language],
      kind: question.kind,
      value: answers[question.field] ?? '',
    }));
  await fillQuickly(page, steps, { toList: words('place.toList'), add: words('people.add') });
};

/** The same by touch alone, key by key. */
export const fillByTouch = async (
  citizen: KioskScreen,
  service: ServicePack,
  answers: Answers,
): Promise<void> => {
  for (const question of visibleQuestions(service, answers, context())) {
    await citizen.answer(question, answers[question.field] ?? '');
    await citizen.goOn();
  }
  await citizen.expectHeading(citizen.words('check.heading'));
};

/** Confirms and sends; the receipt is shown. */
export const sendForm = async (citizen: KioskScreen, service: ServicePack) => {
  await citizen.page.locator('label:has(#confirm)').tap();
  await citizen.tap(purposeWord(citizen, service, 'send'));
  await citizen.expectReceipt();
  return citizen.readReceipt();
};

/** From the home screen through a whole form to its receipt. */
export const applyFor = async (
  citizen: KioskScreen,
  service: ServicePack,
  wanted: Answers = {},
): Promise<{ reference: string; code: string }> => {
  await openService(citizen, service);
  await citizen.tap(purposeWord(citizen, service, 'start'));
  await fillForm(citizen, service, planAnswers(service, wanted));
  return sendForm(citizen, service);
};
