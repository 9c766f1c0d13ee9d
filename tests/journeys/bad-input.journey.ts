import { ANSWERS, NAME_CHANGE } from '../support/journeys/name-change.ts';
import type { KioskScreen } from '../support/journeys/kiosk-screen.ts';
import { answerUntil, openRecords } from '../support/journeys/one-application.ts';
import { expect, test } from '../support/journeys/test.ts';

const question = (field: string) => NAME_CHANGE.questions.find((one) => one.field === field)!;

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

const REFUSED_NAMES = [
  '<img src=x onerror=alert(1)>',
  'Əli\'"><script>alert(1)</script>',
  'Əli 123',
];

test('what cannot be right is explained where it stands, kept, and runs nothing', async ({
  page,
  citizen,
}) => {
  page.on('dialog', () => {
    throw new Error('a script ran');
  });
  await citizen.begin();
  await citizen.startNameChange();
  await test.step('names with HTML, with a script, with digits', async () => {
    await answerUntil(citizen, 'childName');
    for (const name of REFUSED_NAMES) {
      await citizen.answer(question('childName'), name, true);
      await citizen.goOn();
      await expectProblem(citizen, 'name_characters', name);
    }
    expect(await page.locator('img').count()).toBe(0);
    await citizen.answer(question('childName'), ANSWERS.childName, true);
    await citizen.goOn();
  });
  await test.step('the thirtieth of February', async () => {
    await answerUntil(citizen, 'childBirthDate');
    await citizen.answer(question('childBirthDate'), '2020-02-30', true);
    await citizen.goOn();
    await expectProblem(citizen, 'date_impossible', '30');
    await citizen.answer(question('childBirthDate'), ANSWERS.childBirthDate, true);
    await citizen.goOn();
  });
  await test.step('a FIN of six characters, and one with the letter O for a zero', async () => {
    await answerUntil(citizen, 'childFin');
    await citizen.answer(question('childFin'), '5QA1B2', true);
    await citizen.goOn();
    await expectProblem(citizen, 'fin_length', '5QA1B2');
    await page.locator('#answer').fill('');
    await page.locator('#answer').tap();
    await citizen.hand.type('5QA1B2O');
    await citizen.goOn();
    await expectProblem(citizen, 'fin_look_alike', '5QA1B2O');
    await citizen.tap(citizen.words('question.use', { suggestion: '5QA1B20' }));
    await expect(page.locator('#answer')).toHaveValue('5QA1B20');
    await citizen.goOn();
  });
  await test.step('five megabytes in a field are cut short', async () => {
    await answerUntil(citizen, 'reason');
    await page.locator('#answer').evaluate((field, text) => {
      (field as HTMLTextAreaElement).value = text;
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }, 'ş'.repeat(2_500_000));
    expect((await page.locator('#answer').inputValue()).length).toBe(4_000);
    await citizen.goOn();
    await expect(page.locator('.summary')).toContainText(citizen.words('rules.text_long'));
  });
  await test.step('signs that cannot be seen, and HTML that stays plain text to the end', async () => {
    const reason = '<b onclick=alert(1)>Ad</b>\u202Egnir\u200Blik\u2066 xoşdur';
    await citizen.answer(question('reason'), reason, true);
    await citizen.goOn();
    await citizen.fillNameChange(ANSWERS, true);
    await citizen.tap(citizen.words('check.show'));
    const shown = page.locator('dd', { hasText: 'xoşdur' });
    await expect(shown).toHaveText(/^<b onclick=alert\(1\)>Ad<\/b>/);
    expect(await shown.textContent()).not.toMatch(/[\u200B-\u200F\u202A-\u202E\u2066-\u2069]/u);
    expect(await page.locator('dd b').count()).toBe(0);
  });
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
  await citizen.expectReceipt();
  const { reference } = await citizen.readReceipt();
  await expect(page.locator('.notice[role=status]')).toContainText(
    citizen.words('delivery.received'),
    { timeout: 60_000 },
  );
  expect(submitted).toHaveLength(1);
  expect(await find(reference)).toHaveLength(1);
  expect((await find('')).length).toBe(before + 1);
});
