// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mountKiosk, NAME, type MountedKiosk } from '../mount-kiosk.ts';

let kiosk: MountedKiosk;
beforeEach(async () => {
  kiosk = await mountKiosk();
  await kiosk.tap('Touch to start');
  await kiosk.tap('Apply for a service');
  await kiosk.tap("Permission to change a child's name");
  await kiosk.tap('Start the application');
  await kiosk.choose('Masalli district');
  await kiosk.tap('Continue');
  await kiosk.choose('We live apart');
  await kiosk.tap('Continue');
  await kiosk.type(NAME);
  await kiosk.tap('Continue');
  await kiosk.type('5QA1B0C');
  await kiosk.tap('Continue');
});
afterEach(() => kiosk.unmount());

const boxes = () =>
  [...document.querySelectorAll<HTMLInputElement>('main input')].map(({ value }) => value);
const date = async (day: string, month: string, year: string): Promise<void> => {
  await kiosk.type(day, '#answer');
  await kiosk.type(month, '#answer-month');
  await kiosk.type(year, '#answer-year');
  await kiosk.tap('Continue');
  await flushPromises();
};

describe('a date in three boxes', () => {
  it('is named box by box and asks for digits only', () => {
    expect([...document.querySelectorAll('main label')].map((label) => label.textContent)).toEqual([
      'Day',
      'Month',
      'Year',
    ]);
    for (const input of document.querySelectorAll('main input'))
      expect(input.getAttribute('inputmode')).toBe('numeric');
  });

  it.each([
    ['31', '2', '2014', 'There is no such day'],
    ['3', '', '2014', 'Write the day, the month and the year'],
    ['3', '3', '14', 'Write the day, the month and the year'],
    ['24', '11', '2026', 'must not be later than today'],
  ])('%s.%s.%s is explained and kept', async (day, month, year, words) => {
    await date(day, month, year);
    expect(kiosk.text()).toContain(words);
    expect(boxes()).toEqual([day, month, year]);
  });

  it('lets nothing but digits in, so that boxes cannot run into one another', async () => {
    await kiosk.type('1-2', '#answer');
    await kiosk.type('a9', '#answer-month');
    await kiosk.type('２０１４', '#answer-year');
    expect(boxes()).toEqual(['12', '9', '']);
  });
});
