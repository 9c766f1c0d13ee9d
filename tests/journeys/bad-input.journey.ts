import { ANSWERS, NAME_CHANGE } from '../support/journeys/name-change.ts';
import type { KioskScreen } from '../support/journeys/kiosk-screen.ts';
import { openRecords } from '../support/journeys/one-application.ts';
import { expect, test } from '../support/journeys/test.ts';

const question = (field: string) => NAME_CHANGE.questions.find((one) => one.field === field)!;

const goTo = async (
  citizen: KioskScreen,
  field: string,
  changed: Readonly<Record<string, string>> = {},
): Promise<void> => {
  await citizen.begin();
  await citizen.startNameChange();
  for (const [name, value] of Object.entries({ ...ANSWERS, ...changed })) {
    if (name === field) break;
    await citizen.answer(question(name), value, true);
    await citizen.goOn();
  }
  await citizen.expectHeading(question(field).title.az);
};

/** Stays on the question, says what is wrong first and beside the field, and keeps what was typed. */
const expectProblem = async (citizen: KioskScreen, rule: string, kept: string): Promise<void> => {
  const { page, words } = citizen;
  const summary = page.locator('.summary');
  await expect(summary).toContainText(words(`rules.${rule}`));
  await expect(summary).toBeFocused();
  await expect(page.locator('#problem')).toContainText(words(`rules.${rule}`));
  await expect(page.locator('#answer')).toHaveValue(kept);
  expect(await page.title()).toMatch(new RegExp(`^${words('page.error')}:`));
};

test('the letter O in a FIN is offered as a zero, and taken when tapped', async ({
  page,
  citizen,
}) => {
  await goTo(citizen, 'childFin');
  await page.locator('#answer').tap();
  await citizen.hand.type('5qa1b2o');
  await citizen.goOn();
  await expectProblem(citizen, 'fin_look_alike', '5qa1b2o');
  await citizen.tap(citizen.words('question.use', { suggestion: '5QA1B20' }));
  await expect(page.locator('#answer')).toHaveValue('5QA1B20');
  await citizen.goOn();
  await citizen.expectHeading(question('newName').title.az);
});

test('a FIN of six characters is explained, not accepted', async ({ citizen }) => {
  await goTo(citizen, 'childFin');
  await citizen.answer(question('childFin'), '5QA1B2', true);
  await citizen.goOn();
  await expectProblem(citizen, 'fin_length', '5QA1B2');
});

test('the thirtieth of February is explained, not accepted', async ({ citizen }) => {
  await goTo(citizen, 'childBirthDate');
  await citizen.answer(question('childBirthDate'), '2020-02-30', true);
  await citizen.goOn();
  await expectProblem(citizen, 'date_impossible', '30');
});

for (const [what, name] of [
  ['HTML', '<img src=x onerror=alert(1)>'],
  ['a script', 'Əli\'"><script>alert(1)</script>'],
  ['digits', 'Əli 123'],
] as const)
  test(`a name with ${what} is refused and does nothing`, async ({ page, citizen }) => {
    page.on('dialog', () => {
      throw new Error('a script ran');
    });
    await goTo(citizen, 'childName');
    await citizen.answer(question('childName'), name, true);
    await citizen.goOn();
    await expectProblem(citizen, 'name_characters', name);
    expect(await page.locator('img').count()).toBe(0);
  });

test('signs that cannot be seen are dropped, HTML in a reason stays plain text to the end', async ({
  page,
  citizen,
}) => {
  const reason = '<b onclick=alert(1)>Ad</b>\u202Egnir\u200Blik\u2066 xoşdur';
  await citizen.begin();
  await citizen.startNameChange();
  await citizen.fillNameChange({ ...ANSWERS, reason }, true);
  await citizen.tap(citizen.words('check.show'));
  const shown = page.locator('dd', { hasText: 'xoşdur' });
  await expect(shown).toHaveText(/^<b onclick=alert\(1\)>Ad<\/b>/);
  expect(await shown.textContent()).not.toMatch(/[\u200B-\u200F\u202A-\u202E\u2066-\u2069]/u);
  expect(await page.locator('dd b').count()).toBe(0);
});

test('five megabytes in a field are cut short and explained; the kiosk goes on working', async ({
  page,
  citizen,
}) => {
  await goTo(citizen, 'reason');
  await page.locator('#answer').evaluate((field, text) => {
    (field as HTMLTextAreaElement).value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }, 'ş'.repeat(2_500_000));
  expect((await page.locator('#answer').inputValue()).length).toBe(4_000);
  await citizen.goOn();
  await expect(page.locator('.summary')).toContainText(citizen.words('rules.text_long'));
  await citizen.answer(question('reason'), ANSWERS.reason, true);
  await citizen.goOn();
  await citizen.expectHeading(question('applicantRole').title.az);
});

test('a call of five megabytes is refused by the host with a code', async ({ page, citizen }) => {
  await citizen.begin();
  const answer = await page.evaluate(async () => {
    const response = await fetch('/call', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ method: 'kiosk.info', input: { text: 'x'.repeat(5_000_000) } }),
    });
    return [response.status, await response.json()] as unknown;
  });
  expect(answer).toEqual([413, { ok: false, error: { code: 'too_large' } }]);
  await citizen.expectHeading(citizen.words('home.heading'));
});

test('five taps on Send make one application', async ({ page, citizen, sharedCentre }) => {
  const find = await openRecords(sharedCentre);
  const before = (await find('')).length;
  await citizen.begin();
  await citizen.startNameChange();
  await citizen.fillNameChange(ANSWERS, true);
  await page.locator('label:has(#confirm)').tap();
  const submitted: string[] = [];
  page.on('request', (request) => {
    if (request.postData()?.includes('applications.submit')) submitted.push(request.url());
  });
  const send = page.getByRole('button', { name: citizen.words('check.send') });
  await send.evaluate((button) => {
    for (let taps = 0; taps < 5; taps += 1) (button as HTMLButtonElement).click();
  });
  await citizen.expectHeading(citizen.words('done.heading'));
  const { reference } = await citizen.readReceipt();
  await expect(page.locator('.notice[role=status]')).toContainText(
    citizen.words('delivery.received'),
    { timeout: 60_000 },
  );
  expect(submitted).toHaveLength(1);
  expect(await find(reference)).toHaveLength(1);
  expect((await find('')).length).toBe(before + 1);
});
