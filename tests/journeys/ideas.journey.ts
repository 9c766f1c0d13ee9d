import type { Centre } from '../support/journeys/centre.ts';
import { fillForm, planAnswers, purposeWord, sendForm } from '../support/journeys/form-walk.ts';
import type { KioskScreen } from '../support/journeys/kiosk-screen.ts';
import { deliveryOf, openRecords, UNTIL_SENT } from '../support/journeys/one-application.ts';
import { expect, test } from '../support/journeys/test.ts';
import { untilShown } from '../support/journeys/until-shown.ts';
import { readService } from '../support/packs/read-pack.ts';
import { signIn, type DeskClient } from '../support/portal/desk-client.ts';

const TITLE = 'Dayanacağa kölgəlik';
const PUBLISHED = { title: TITLE, problem: 'Yayda istidir.', proposal: 'Kölgəlik qurulsun.' };

/** Sends the idea and answers its reference, once the authority has it. */
const sendIdea = async (citizen: KioskScreen): Promise<string> => {
  const { words } = citizen;
  const idea = readService('idea');
  await citizen.begin();
  await citizen.tap(words('home.idea'));
  await citizen.tap(words('ideas.send'));
  await citizen.tap(purposeWord(citizen, idea, 'start'));
  await fillForm(citizen, idea, planAnswers(idea, { ideaTitle: TITLE }));
  const { reference } = await sendForm(citizen, idea);
  await expect(deliveryOf(citizen)).toContainText(words('delivery.received'), {
    timeout: UNTIL_SENT,
  });
  await citizen.leave();
  return reference;
};

/** The official publishes it in words of the authority's own. */
const publish = async (centre: Centre, desk: DeskClient, reference: string): Promise<void> => {
  const [number] = await (await openRecords(centre))(reference);
  const { waiting } = await desk.call('listIdeas');
  const caseId = waiting.find(({ registrationNumber }) => registrationNumber === number)?.caseId;
  if (caseId === undefined) throw new Error('the idea does not wait at the desk');
  const { rev } = await desk.call('openCase', { params: { caseId } });
  await desk.call('publishIdea', { params: { caseId }, body: { rev, ...PUBLISHED } });
};

test('an idea of one citizen is supported by the next without a network, once a visit, and counted at the desk', async ({
  citizen,
  sharedCentre,
}) => {
  const { page, words } = citizen;
  const { address, official } = sharedCentre.portal();
  const desk = await signIn(address, official);
  const supports = async () =>
    (await desk.call('listIdeas')).published.find(({ title }) => title === TITLE)?.supports;
  await publish(sharedCentre, desk, await sendIdea(citizen));

  await citizen.begin();
  const enter = () => citizen.tap(words('home.idea'));
  await enter();
  const line = page.getByRole('button', { name: new RegExp(`^${TITLE}`) });
  await untilShown(citizen, line, enter);
  await line.tap();
  await citizen.expectHeading(TITLE);
  await expect(page.locator('main')).toContainText(PUBLISHED.proposal);

  sharedCentre.cable.cut();
  await citizen.tap(words('ideas.support'));
  await expect(page.locator('.notice-success')).toContainText(words('ideas.onceVisit'));
  await expect(page.getByRole('button', { name: words('ideas.support') })).toHaveCount(0);
  expect(await supports()).toBe(0);
  sharedCentre.cable.mend();
  await expect.poll(supports, { timeout: UNTIL_SENT }).toBe(1);

  // The next citizen does not see who it was, and may support it too.
  await citizen.tap(words('frame.startOver'));
  await citizen.leave();
  await citizen.begin();
  await enter();
  await untilShown(citizen, line.filter({ hasText: words('ideas.supports', { count: 1 }) }), enter);
  await line.tap();
  await expect(page.getByRole('button', { name: words('ideas.support') })).toBeVisible();
});
