// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { participationRoutes } from '../../../../renderer/src/screens/participation/participation-routes.ts';
import { ok } from '../../../../contract/result.ts';
import { createFakeKiosk } from '../../../support/renderer/fake-kiosk.ts';
import { nameChangeService } from '../../../support/renderer/name-change-service.ts';
import {
  fakeSurveys,
  fakeTracker,
  participationHandlers,
  topicService,
} from '../../../support/renderer/fake-participation.ts';
import { mountKiosk, type MountedKiosk } from '../mount-kiosk.ts';

let kiosk: MountedKiosk;
const enter = async (handlers = participationHandlers()): Promise<void> => {
  kiosk = await mountKiosk(
    createFakeKiosk({ services: [nameChangeService, topicService], more: handlers }),
  );
  await kiosk.tap('Touch to start');
  await kiosk.tap('Have your say');
};
/** The screens are fetched when they are first wanted; here they are wanted at once. */
beforeAll(async () => {
  await Promise.all(participationRoutes.map(({ component }) => component()));
}, 60_000);
beforeEach(() => enter());
afterEach(() => kiosk.unmount());

const casts = () => kiosk.fake.calls.filter(({ method }) => method === 'votes.cast');
/** Lazily loaded screens come a moment later. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve, 0));
    await flushPromises();
  }
};
const tap = async (name: string): Promise<void> => {
  await settle();
  await kiosk.tap(name);
  await settle();
};
const identify = async (fin = '5QA1B0C', documentNo = 'AA1234567'): Promise<void> => {
  await kiosk.type(fin, '#fin');
  await kiosk.type(documentNo, '#documentNo');
  await tap('Continue');
};
const voteOnSquare = async (): Promise<void> => {
  await tap('Surveys');
  await tap('What should we build on the central square?');
  await tap('Start voting');
  await identify();
  await kiosk.choose('A fountain');
  await kiosk.choose('Trees and benches');
  await tap('Continue');
  await tap('Up: Toilets');
  await tap('Continue');
  await tap('Go on without an answer');
};

describe('voting', () => {
  it('leads from the survey to a tracker that does not say what was chosen', async () => {
    await voteOnSquare();
    expect(kiosk.heading()).toBe('Check your choice');
    for (const words of ['A fountain', 'Trees and benches', '2. Toilets', 'Not provided'])
      expect(kiosk.text()).toContain(words);
    await tap('Cast my vote');
    expect(kiosk.heading()).toBe('Your vote is saved');
    expect(kiosk.text()).toContain(fakeTracker);
    expect(kiosk.text()).toContain('It has not been counted yet.');
    for (const words of ['fountain', 'Toilets', '5QA1B0C'])
      expect(kiosk.text()).not.toContain(words);
    expect(casts().map(({ input }) => input)).toEqual([
      {
        surveyId: 's-1',
        rev: 1,
        answers: { wishes: ['fountain', 'trees'], order: ['paving', 'toilets', 'lighting'] },
        voter: { fin: '5QA1B0C', documentNo: 'AA1234567' },
      },
    ]);
  });

  it('asks to confirm an order that nobody has touched, and shows that it is confirmed', async () => {
    await tap('Surveys');
    await tap('What should we build on the central square?');
    await tap('Start voting');
    await identify();
    await kiosk.choose('A fountain');
    await tap('Continue');
    await tap('Continue');
    expect(kiosk.text()).toContain('Confirm the order or change it');
    expect(kiosk.text()).not.toContain('Choose an answer');
    const keep = document.getElementById('answer');
    expect(keep?.getAttribute('aria-pressed')).toBe('false');
    const firstLine = document.querySelector('.lines li');
    expect(keep?.compareDocumentPosition(firstLine!)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    keep?.click();
    await settle();
    expect(document.getElementById('answer')?.getAttribute('aria-pressed')).toBe('true');
    await tap('Continue');
    expect(kiosk.text()).not.toContain('Confirm the order');
  });

  it('says on Continue what is wrong with an answer, and keeps it', async () => {
    await tap('Surveys');
    await tap('What should we build on the central square?');
    await tap('Start voting');
    await identify();
    for (const option of ['A fountain', 'A playground', 'A car park']) await kiosk.choose(option);
    await tap('Continue');
    expect(kiosk.text()).toContain('You have chosen too many.');
    expect(document.querySelectorAll('input:checked')).toHaveLength(3);
  });

  it('asks for a FIN and a card, offers what was meant, and tells what is missing', async () => {
    await tap('Surveys');
    await tap('Should the park have lights in the evening?');
    await tap('Start voting');
    await identify('5QA1BOC', '1234');
    expect(kiosk.text()).toContain('A FIN has no letters I and O.');
    expect(kiosk.text()).toContain('The number has 8 digits, or 2 letters and 7 digits');
    await tap('Write it as 5QA1B0C');
    await identify('5QA1B0C', '12345678');
    expect(kiosk.heading()).toBe('Should lights be put up?');
  });

  it.each([
    ['survey_closed', 'This survey has closed. Your vote was not cast.'],
    ['survey_not_open', 'This survey has not opened yet.'],
    ['already_voted', 'This person has already voted at this kiosk.'],
  ] as const)('says the truth when the vote is not taken: %s', async (code, sentence) => {
    await voteOnSquare();
    kiosk.fake.failNext('votes.cast', code);
    await tap('Cast my vote');
    expect(kiosk.heading()).toBe('Check your choice');
    expect(kiosk.text()).toContain(sentence);
  });

  it('casts once, however often it is tapped', async () => {
    await voteOnSquare();
    const release = kiosk.fake.hold();
    await kiosk.tap('Cast my vote');
    await kiosk.tap('Saving');
    release();
    await settle();
    expect(casts()).toHaveLength(1);
  });

  it('asks nobody to type who has signed in, and leaves it to the core to say who it is', async () => {
    kiosk.unmount();
    await enter({
      ...participationHandlers(),
      'identity.view': () => ok({ level: 'verified', means: 'sign-in' }),
    });
    await tap('Surveys');
    await tap('Should the park have lights in the evening?');
    await tap('Start voting');
    expect(kiosk.heading()).toBe('Should lights be put up?');
    await kiosk.choose('Yes');
    await tap('Continue');
    await tap('Go on without an answer');
    await tap('Cast my vote');
    expect(casts().map(({ input }) => input)).toEqual([
      { surveyId: 's-0', rev: 1, answers: { lights: 'yes' } },
    ]);
  });

  it('lets only the person vote whose card was shown, where a survey asks for that', async () => {
    kiosk.unmount();
    const handlers = participationHandlers();
    const survey = fakeSurveys[0]!;
    await enter({
      ...handlers,
      'surveys.get': () => ok({ ...survey, content: { ...survey.content, level: 'staff-seen' } }),
      'identity.view': () =>
        ok({
          level: 'staff-seen',
          how: 'staff',
          person: { initials: '', fin: '5••••0C' },
          ways: { signIn: 'none', staff: true },
        }),
    });
    await tap('Surveys');
    await tap('Should the park have lights in the evening?');
    await tap('Start voting');
    expect(kiosk.text()).toContain('The staff have seen the card with FIN 5••••0C.');
    expect(document.querySelector('#fin')).toBeNull();
    await kiosk.type('AA1234567', '#documentNo');
    await tap('Continue');
    await kiosk.choose('Yes');
    await tap('Continue');
    await tap('Go on without an answer');
    await tap('Cast my vote');
    expect(casts().map(({ input }) => input)).toMatchObject([
      { surveyId: 's-0', voter: { documentNo: 'AA1234567' } },
    ]);
    expect(JSON.stringify(casts())).not.toContain('"fin"');
  });

  it('leaves nothing for the next person', async () => {
    await voteOnSquare();
    await tap('Start over');
    await tap('Finish and clear my data');
    await settle();
    await tap('Close');
    await tap('Touch to start');
    await tap('Have your say');
    await tap('Surveys');
    await tap('What should we build on the central square?');
    await tap('Start voting');
    const values = [...document.querySelectorAll('input')].map(({ value }) => value);
    expect(values.join('')).toBe('');
  });

  it('says without a network until when the portal must have heard of the vote', async () => {
    kiosk.fake.setStatus({ online: false, canSave: true });
    await tap('Surveys');
    await tap('Should the park have lights in the evening?');
    expect(kiosk.text()).toContain('Your vote is kept here. The portal must confirm it by');
  });
});

describe('results', () => {
  it('stand as a sentence, bars and a table, with what the authority did', async () => {
    await tap('Results');
    await tap('When should waste be collected?');
    await tap('Results');
    for (const words of [
      'Chosen most: In the evening. 23 of 41, that is 56 %.',
      'The authority follows the result',
      'As of 21 November 2026',
      '2 confirmed votes did not arrive in time.',
    ])
      expect(kiosk.text()).toContain(words);
    expect(document.querySelectorAll('svg.bar .fill')).toHaveLength(3);
    expect(document.querySelector('table')?.textContent).toContain('In the evening');
  });

  it('say when the authority has decided nothing', async () => {
    await tap('Results');
    await tap('Should Market Street be for walkers on Sundays?');
    await tap('Results');
    expect(kiosk.text()).toContain('No decision was given');
  });
});

describe('finding a vote', () => {
  it('catches a mistyped tracker without asking anybody', async () => {
    await tap('Find my vote');
    await kiosk.type('K7M2-QX94-HB3T-0ZPA-7D', '#tracker');
    await tap('Look for it');
    expect(kiosk.text()).toContain('The tracker has a mistake.');
    expect(kiosk.fake.calls.some(({ method }) => method === 'votes.findTracker')).toBe(false);
  });

  it.each([
    [{ state: 'counted', listAsOf: 0 }, 'This tracker stands in the published list.'],
    [{ state: 'saved' }, 'The portal has not confirmed yet'],
    [{ state: 'unlisted' }, 'Not in the list yet'],
    [{ state: 'refused', reason: 'came_too_late' }, 'That is the published rule.'],
    [{ state: 'refused', reason: 'survey_closed' }, 'cast after the survey had closed'],
  ] as const)('says how far it has come: %o', async (finding, sentence) => {
    kiosk.unmount();
    await enter(participationHandlers(finding));
    await tap('Find my vote');
    await kiosk.type(fakeTracker, '#tracker');
    await tap('Look for it');
    expect(kiosk.text()).toContain(sentence);
  });
});

describe('proposing a topic', () => {
  const write = async (sentence: string): Promise<void> => {
    await tap('Topics');
    await tap('Propose a topic');
    expect(kiosk.text()).toContain('Rules for publishing');
    await tap('Start writing');
    await kiosk.choose('Masalli district');
    await tap('Continue');
    await kiosk.choose('Parks and greenery');
    await tap('Continue');
    await kiosk.type(sentence);
    await tap('Continue');
    await tap('Continue');
  };

  it('shows what others have said already, and lets one join them', async () => {
    await write('Lights in the park');
    expect(kiosk.heading()).toBe('There are similar topics already');
    await tap('Put evening lights in Heydar Aliyev Park');
    await tap('Vote now');
    expect(kiosk.heading()).toBe('Should the park have lights in the evening?');
  });

  it('goes on when it is different, and does not ask again', async () => {
    await write('Lights in the park');
    await tap('Mine is different');
    expect(kiosk.heading()).toBe('Check your answers, then send');
    const asked = () => kiosk.fake.calls.filter(({ method }) => method === 'topics.similar').length;
    expect(asked()).toBe(1);
  });

  it('goes straight on when nothing is similar', async () => {
    await write('A new bridge');
    expect(kiosk.heading()).toBe('Check your answers, then send');
  });

  it('marks a topic that nobody translated', async () => {
    await tap('Topics');
    await tap('Topics of all authorities');
    await tap('Qırmızı Qəsəbəyə avtobus');
    expect(kiosk.text()).toContain('No survey on this topic was announced yet.');
  });
});

describe('a remark', () => {
  it('goes apart from the vote, and the screen says so', async () => {
    await tap('Surveys');
    await tap('Should the park have lights in the evening?');
    await tap('Write a remark');
    expect(kiosk.text()).toContain('A remark goes apart from the vote and without a name.');
    await kiosk.type('More benches', '#comment');
    await tap('Send the remark');
    expect(kiosk.text()).toContain('Your remark is saved');
    expect(kiosk.fake.calls.at(-1)?.input).toEqual({
      surveyId: 's-0',
      language: 'en',
      text: 'More benches',
    });
  });
});
