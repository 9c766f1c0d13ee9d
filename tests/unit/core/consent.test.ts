import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { CONSENT_POINTS, consentPackSchema } from '../../../contract/consent.ts';
import { createTestCore } from '../../support/core/create-test-core.ts';
import { packFiles, PACKS_FOLDER } from '../../support/core/test-packs.ts';

const TEXT = readFileSync('resources/packs/consent.json', 'utf8');
const PACK = v.parse(consentPackSchema, JSON.parse(TEXT));

describe('the consent sheet', () => {
  it('states the six points of the law, short and full, and where they come from', () => {
    expect(PACK.points.map(({ point }) => point)).toEqual([...CONSENT_POINTS]);
    for (const { short, full } of PACK.points)
      for (const language of ['az', 'ru', 'en'] as const)
        expect(short[language].length).toBeLessThan(full[language].length);
    expect(PACK.provenance).toMatchObject({ status: 'unverified' });
  });

  it.each([
    ['a point is missing', { ...PACK, points: PACK.points.slice(1) }],
    ['the order is another', { ...PACK, points: [...PACK.points].reverse() }],
    [
      'a language is missing',
      { ...PACK, points: PACK.points.map((point) => ({ ...point, short: { az: 'a', en: 'a' } })) },
    ],
  ])('does not load when %s', (_what, pack) => {
    expect(v.safeParse(consentPackSchema, pack).success).toBe(false);
  });

  const packs = { ...packFiles(), [`${PACKS_FOLDER}/consent.json`]: TEXT };

  it('names the days for which this kiosk keeps copies now', async () => {
    const kiosk = await createTestCore({ packs, config: { keepSentDays: 12 } });
    await kiosk.store.update((data) => data.settings.set('settings', { keepSentDays: 45 }));
    const { points } = await kiosk.screen().ask('consent.sheet', {});
    expect(points[5]?.short.en).toContain('45 days');
  });

  it('names this kiosk’s agency and the days for which it keeps copies', async () => {
    const screen = (await createTestCore({ packs, config: { keepSentDays: 12 } })).screen();
    const { points } = await screen.ask('consent.sheet', {});
    expect(points[1]?.short.en).toContain('Agency');
    expect(points[5]?.short.en).toContain('12 days');
    expect(points.flatMap(({ short, full }) => [short.az, full.ru]).join()).not.toContain('{');
  });
});
