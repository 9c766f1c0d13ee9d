import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import type { Language } from '../../../contract/languages.ts';
import type { Answer, Question } from '../../../contract/packs.ts';
import { fillForm } from './form-walk.ts';
import { createKeyboardHand } from './keyboard-hand.ts';
import type { KeyboardHand } from './keyboard-hand.ts';
import { NAME_CHANGE } from './name-change.ts';
import { screenWords } from './words.ts';
import type { Words } from './words.ts';

/** A citizen in front of the kiosk: touches, nothing else. */
export interface KioskScreen {
  readonly page: Page;
  readonly language: Language;
  readonly words: Words;
  readonly hand: KeyboardHand;
  open(address: string): Promise<void>;
  begin(): Promise<void>;
  tap(name: string | RegExp): Promise<void>;
  heading(): Locator;
  expectHeading(text: string): Promise<void>;
  /** From the home screen to the first question of the name change. */
  startNameChange(): Promise<void>;
  /** Answers the question that is shown; empty leaves it as it is. `quick` pastes texts instead of tapping every key. */
  answer(question: Question, value: Answer, quick?: boolean): Promise<void>;
  goOn(): Promise<void>;
  /** Answers question after question until the answers are shown to be checked; `quick` from inside the page. */
  fillNameChange(answers: Readonly<Record<string, string>>, quick?: boolean): Promise<void>;
  confirmAndSend(): Promise<void>;
  /** The receipt is shown: its heading says saved or, when the authority was quick, received. */
  expectReceipt(): Promise<void>;
  /** Reference and code of the receipt that is shown. */
  readReceipt(): Promise<{ reference: string; code: string }>;
  /** From the page that asks about finishing, or a receipt, to the kiosk that waits for the next citizen. */
  leave(): Promise<void>;
  typeReceipt(reference: string, code: string, quick?: boolean): Promise<void>;
  openCase(reference: string, code: string, quick?: boolean): Promise<void>;
}

const TAKES_TEXT = ['text', 'long-text', 'person-name', 'fin', 'phone', 'email'];

export const createKioskScreen = (page: Page, language: Language): KioskScreen => {
  const words = screenWords(language);
  const hand = createKeyboardHand(page);
  const heading = (): Locator => page.locator('#page-heading');
  const expectHeading = (text: string): Promise<void> => expect(heading()).toHaveText(text);
  const expectReceipt = (): Promise<void> => page.locator('.receipt .code').first().waitFor();
  const tap = async (name: string | RegExp): Promise<void> => {
    const exact = typeof name === 'string';
    await page.getByRole('button', { name, exact }).tap();
  };
  const write = async (selector: string, text: string, quick: boolean): Promise<void> => {
    const field = page.locator(selector);
    if (quick) await field.fill(text);
    else {
      await field.tap();
      await hand.type(text);
    }
    await expect(field).toHaveValue(text);
  };
  const choose = async (value: string): Promise<void> => {
    await page.locator(`label:has(input[value="${value}"])`).tap();
    await expect(page.locator(`input[value="${value}"]`)).toBeChecked();
  };
  const writeDate = async (isoDay: string, quick: boolean): Promise<void> => {
    const [year = '', month = '', day = ''] = isoDay.split('-');
    await write('#answer', day, quick);
    await write('#answer-month', month, quick);
    await write('#answer-year', year, quick);
  };

  const choosePlace = async (place: string): Promise<void> => {
    await tap(words('place.toList'));
    await choose(place.split('/')[1] ?? '');
  };
  const answerSome = async (
    { kind }: Question,
    values: readonly string[],
    quick: boolean,
  ): Promise<void> => {
    for (const [index, value] of values.entries()) {
      if (kind !== 'people') {
        await choose(value);
        continue;
      }
      if (index > 0) await tap(words('people.add'));
      await write(index === 0 ? '#answer' : `#answer-${index + 1}`, value, quick);
    }
  };

  const answer: KioskScreen['answer'] = async (question, value, quick = false) => {
    await expectHeading(question.title[language]);
    if (value === '' || value.length === 0) return;
    if (typeof value !== 'string') {
      await answerSome(question, value, quick);
      return;
    }
    if (question.kind === 'place') await choosePlace(value);
    else if (TAKES_TEXT.includes(question.kind)) await write('#answer', value, quick);
    else if (question.kind === 'date') await writeDate(value, quick);
    else await choose(value);
  };
  const goOn = (): Promise<void> => tap(words('question.continue'));
  const questionShown = async (): Promise<Question | undefined> => {
    const text = await heading().textContent();
    return NAME_CHANGE.questions.find(({ title }) => title[language] === text);
  };

  const typeReceipt: KioskScreen['typeReceipt'] = async (reference, code, quick = true) => {
    await write('#reference', reference, quick);
    await write('#code', code, quick);
  };
  const fillByTouch = async (answers: Readonly<Record<string, string>>): Promise<void> => {
    for (let steps = 0; steps < NAME_CHANGE.questions.length; steps += 1) {
      const question = await questionShown();
      if (question === undefined) break;
      const value = answers[question.field];
      if (value === undefined) throw new Error(`no answer for ${question.field}`);
      await answer(question, value);
      await goOn();
      await expect(heading()).not.toHaveText(question.title[language]);
    }
    await expectHeading(words('check.heading'));
  };

  const screen: KioskScreen = {
    page,
    language,
    words,
    hand,
    heading,
    expectHeading,
    expectReceipt,
    tap,
    answer,
    goOn,
    open: async (address) => {
      await page.goto(address);
      await heading().waitFor();
    },
    begin: async () => {
      await page.locator(`.start[lang="${language}"]`).tap();
      await expectHeading(words('home.heading'));
    },
    startNameChange: async () => {
      await tap(new RegExp(`^${words('home.apply')}`));
      await expectHeading(words('services.heading'));
      await tap(new RegExp(NAME_CHANGE.passport.title[language]));
      await expectHeading(NAME_CHANGE.passport.title[language]);
      await tap(words('before.start'));
      await expectHeading(NAME_CHANGE.questions[0]?.title[language] ?? '');
    },
    fillNameChange: (answers, quick = false) =>
      quick ? fillForm(screen, NAME_CHANGE, answers) : fillByTouch(answers),
    confirmAndSend: async () => {
      await page.locator('label:has(#confirm)').tap();
      await tap(words('check.send'));
      await expectReceipt();
    },
    readReceipt: async () => {
      const codes = await page.locator('dd.code').allTextContents();
      const [reference = '', code = ''] = codes.map((text) => text.trim());
      return { reference, code };
    },
    leave: async () => {
      await tap(words('finish.button'));
      await tap(words('cleared.close'));
    },
    openCase: async (reference, code, quick) => {
      await tap(new RegExp(`^${words('home.myCase')}`));
      await expectHeading(words('case.heading'));
      await typeReceipt(reference, code, quick);
      await tap(words('case.open'));
    },
    typeReceipt,
  };
  return screen;
};
