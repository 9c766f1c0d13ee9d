import { join } from 'node:path';
import { findCrowding } from '../support/journeys/inspect-screen.ts';
import { picturesOf } from '../support/journeys/pictures.ts';
import { openNewKiosk } from '../support/journeys/new-kiosk.ts';
import { ROOT } from '../support/journeys/program.ts';
import { installKiosk } from '../support/journeys/setup-hand.ts';
import { expect, test } from '../support/journeys/test.ts';

const LOOKS = [
  { name: 'az-setup', language: 'az', taps: [] },
  { name: 'ru-setup', language: 'ru', taps: [] },
  { name: 'en-setup', language: 'en', taps: [] },
  { name: 'az-setup-200-percent', language: 'az', taps: ['larger', 'larger', 'larger'] },
  { name: 'az-setup-contrast', language: 'az', taps: ['contrast'] },
  {
    name: 'ru-setup-200-percent',
    language: 'ru',
    taps: ['larger', 'larger', 'larger', 'contrast'],
  },
] as const;

for (const { name, language, taps } of LOOKS)
  test(`every page of the set-up: ${name}`, async ({ page }, { project }) => {
    const { screen, installation, close } = await openNewKiosk(page, language);
    for (const word of taps) await screen.tap(screen.words(`frame.${word}`));
    let number = 0;
    const crowded: string[] = [];
    await installKiosk(screen, {
      ...installation,
      look: async (shown) => {
        number += 1;
        const order = String(number).padStart(2, '0');
        await picturesOf(page, join(ROOT, 'screenshots', project.name, name, `${order}-${shown}`));
        crowded.push(...(await findCrowding(page)).map((fault) => `${shown}: ${fault}`));
      },
    });
    await close();
    expect(crowded).toEqual([]);
  });
