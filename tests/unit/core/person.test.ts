import { describe, expect, it } from 'vitest';
import { createTestCore } from '../../support/core/create-test-core.ts';
import { NEW_CARD, newCardZone } from '../../support/core/identity-cards.ts';
import { packFiles, TREE_SERVICE, PACKS_FOLDER } from '../../support/core/test-packs.ts';

const ZONE = newCardZone(NEW_CARD).join('\n');

/** The tree service as a pack that says which answers are the person's own. */
const personalPack = (): Record<string, string> => ({
  ...packFiles(),
  [`${PACKS_FOLDER}/services/tree-felling.json`]: JSON.stringify({
    ...TREE_SERVICE,
    questions: TREE_SERVICE.questions.map((question) => {
      if (question.field === 'applicantName') return { ...question, person: 'name' };
      return question.field === 'applicantFin' ? { ...question, person: 'fin' } : question;
    }),
  }),
});

const begun = async () => {
  const kiosk = await createTestCore({ packs: personalPack() });
  await kiosk.enrolled();
  const screen = kiosk.screen();
  await screen.ask('session.begin', { language: 'az' });
  return { kiosk, screen };
};

const startTree = async (screen: Awaited<ReturnType<typeof begun>>['screen']) =>
  screen.ask('applications.start', { serviceId: TREE_SERVICE.id });

describe('the person of a session', () => {
  it('fills in forms with a card only after the person has confirmed it', async () => {
    const { screen } = await begun();
    const read = await screen.ask('person.readCard', { zone: ZONE });
    expect(read.proposed?.fields).toMatchObject({ fin: '5QA1B2C', name: 'ZUMRUD ALIYEVA' });
    expect(read.confirmed).toBeUndefined();
    expect((await startTree(screen)).answers).toEqual({});
    const confirmed = await screen.ask('person.confirm', {});
    expect(confirmed.confirmed?.level).toBe('declared');
    expect((await startTree(screen)).answers).toEqual({
      applicantName: 'ZUMRUD ALIYEVA',
      applicantFin: '5QA1B2C',
    });
  });

  it('is asked once: what one form was told, the next begins with', async () => {
    const { screen } = await begun();
    const { applicationId } = await startTree(screen);
    await screen.ask('applications.submit', {
      applicationId,
      serviceVersion: TREE_SERVICE.version,
      answers: {
        authority: 'quba',
        applicantName: 'Şəhla Quliyeva',
        applicantFin: '94fmddd',
        reason: 'It leans over the street',
      },
      confirmed: true,
    });
    expect((await startTree(screen)).answers).toEqual({
      applicantName: 'Şəhla Quliyeva',
      applicantFin: '94FMDDD',
    });
  });

  it('explains wrong check digits and keeps nothing of them', async () => {
    const { screen } = await begun();
    const wrong = ZONE.replace('850314', '850315');
    expect(await screen.call('person.readCard', { zone: wrong })).toEqual({
      ok: false,
      error: { code: 'bad_input', fields: [{ field: 'zone', rule: 'card_birth_check' }] },
    });
    expect(await screen.call('person.confirm', {})).toMatchObject({ error: { code: 'not_found' } });
  });

  it('may be typed: the FIN as strict as in a form', async () => {
    const { screen } = await begun();
    expect(
      await screen.call('person.declare', { fin: '5QAIB2C', name: 'X', documentNumber: '??' }),
    ).toMatchObject({
      error: {
        fields: [
          { field: 'fin', rule: 'fin_look_alike' },
          { field: 'name', rule: 'name_short' },
          { field: 'documentNumber', rule: 'document_number' },
        ],
      },
    });
    const typed = { fin: '5qa1b2c', name: 'Zümrüd Əliyeva', documentNumber: 'aa 1234567' };
    await screen.ask('person.declare', typed);
    const { confirmed } = await screen.ask('person.confirm', {});
    expect(confirmed).toMatchObject({
      source: 'typed',
      level: 'declared',
      fields: { fin: '5QA1B2C', 'document-number': 'AA1234567', name: 'Zümrüd Əliyeva' },
    });
  });

  it('can be forgotten, and is gone with the session', async () => {
    const { screen } = await begun();
    await screen.ask('person.readCard', { zone: ZONE });
    await screen.ask('person.confirm', {});
    expect(await screen.ask('person.forget', {})).toEqual({ known: {} });
    await screen.ask('person.readCard', { zone: ZONE });
    await screen.ask('person.confirm', {});
    await screen.ask('session.finish', {});
    expect(await screen.call('person.get', {})).toMatchObject({ error: { code: 'not_allowed' } });
    await screen.ask('session.begin', { language: 'az' });
    expect(await screen.ask('person.get', {})).toEqual({ known: {} });
  });
});
