import { join } from 'node:path';
import type { Answers } from '../../contract/packs.ts';
import { readService } from '../support/packs/read-pack.ts';
import { fillUntil, openService, planAnswers, purposeWord } from '../support/journeys/form-walk.ts';
import { findCrowding } from '../support/journeys/inspect-screen.ts';
import { createKioskScreen, type KioskScreen } from '../support/journeys/kiosk-screen.ts';
import { picturesOf } from '../support/journeys/pictures.ts';
import { ROOT } from '../support/journeys/program.ts';
import { expect, test } from '../support/journeys/test.ts';

type Shoot = (name: string) => Promise<void>;
const LOOKS = [
  { name: 'az-writing', language: 'az', taps: [] },
  { name: 'az-writing-200-percent', language: 'az', taps: ['larger', 'larger', 'larger'] },
] as const;

/** Each question, and then what is to be checked and the receipt. */
const write = async (
  citizen: KioskScreen,
  id: string,
  wanted: Answers,
  shoot: Shoot,
): Promise<void> => {
  const service = readService(id);
  const answers = planAnswers(service, wanted);
  await shoot(`${id}-before`);
  await citizen.tap(purposeWord(citizen, service, 'start'));
  for (const { field, title } of service.questions) {
    if (!(field in answers)) continue;
    await fillUntil(citizen, service, answers, field);
    await citizen.expectHeading(title[citizen.language]);
    await shoot(`${id}-${field}`);
  }
  await fillUntil(citizen, service, answers);
  await citizen.expectHeading(citizen.words('check.heading'));
  await shoot(`${id}-check`);
  await citizen.page.locator('label:has(#confirm)').tap();
  await citizen.tap(purposeWord(citizen, service, 'send'));
  await citizen.expectReceipt();
  await shoot(`${id}-receipt`);
};

const rate = async (citizen: KioskScreen, shoot: Shoot): Promise<void> => {
  const { words } = citizen;
  await citizen.tap(words('feedback.ratings.2'));
  await citizen.expectHeading(words('feedback.heading'));
  await shoot('rating');
  await citizen.tap(words('feedback.send'));
  await citizen.expectHeading(words('feedback.thanks'));
  await shoot('rated');
  await citizen.tap(words('feedback.goOn'));
};

const visit = async (citizen: KioskScreen, shoot: Shoot): Promise<void> => {
  const { words } = citizen;
  await citizen.tap(new RegExp(`^${words('home.appeal')}`));
  await citizen.expectHeading(words('appeals.heading'));
  await shoot('appeals');
  await citizen.tap(words('page.back'));
  const complaint = {
    ...{ text: 'Küçədə işıq yanmır.', direction: 'roads', behalf: 'together' },
    ...{ people: ['Əli Həsənov'], place: 'az-mas/D4' },
  };
  await openService(citizen, readService('appeal-complaint'));
  await write(citizen, 'appeal-complaint', complaint, shoot);
  await rate(citizen, shoot);
  await citizen.tap(words('done.more'));
  await citizen.tap(words('home.idea'));
  await citizen.expectHeading(words('ideas.heading'));
  await shoot('ideas');
  await citizen.tap(words('ideas.send'));
  await write(citizen, 'idea', { ideaTitle: 'Dayanacağa kölgəlik' }, shoot);
};

for (const { name, language, taps } of LOOKS)
  test(`an appeal, an idea and what one thinks of it: ${name}`, async ({ page, sharedCentre }, {
    project,
  }) => {
    const citizen = createKioskScreen(page, language);
    const crowded: string[] = [];
    let number = 0;
    await citizen.open(sharedCentre.kiosk().address);
    await citizen.begin();
    for (const word of taps) await citizen.tap(citizen.words(`frame.${word}`));
    await visit(citizen, async (shown) => {
      number += 1;
      const file = `${String(number).padStart(2, '0')}-${shown}`;
      await picturesOf(page, join(ROOT, 'screenshots', project.name, name, file));
      crowded.push(...(await findCrowding(page)).map((fault) => `${shown}: ${fault}`));
    });
    expect(crowded).toEqual([]);
  });
