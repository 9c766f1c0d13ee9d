import { describe, expect, test } from 'vitest';
import { figuresOf, hideSmall, toCsv } from '../../../electron/core/features/usage/figures.ts';

const TODAY = '2026-11-25';
const counted = [
  { day: '2026-11-24', counts: { 'submissions/appeal': 2, 'languages/ru': 3, 'languages/az': 9 } },
  { day: TODAY, counts: { 'submissions/application': 4, 'languages/az': 20, 'ratings/5': 4 } },
];
const figure = (name: string, days = 7) => {
  const found = figuresOf(counted, TODAY, days).figures.find((one) => one.name === name);
  if (found === undefined) throw new Error(name);
  return found;
};

describe('figures', () => {
  test('have a row for each day, also for those without anything', () => {
    const { rows, series } = figure('submissions');
    expect(series).toEqual(['appeal', 'application']);
    expect(rows).toHaveLength(7);
    expect(rows.at(-1)).toEqual({ key: TODAY, values: [0, 4] });
    expect(rows[0]).toEqual({ key: '2026-11-19', values: [0, 0] });
  });

  test('are drawn by weeks from Monday when there are many days', () => {
    const { by, rows } = figure('submissions', 90);
    expect(by).toBe('week');
    expect(rows.at(-1)).toEqual({ key: '2026-11-23', values: [2, 4] });
  });

  test('hide what is small where it could point to a person', () => {
    expect(figure('ratings').rows.map(({ values }) => values[0])).toEqual([null, 0, 0, 0, 0]);
  });

  test.each([
    [
      [29, 3, 0],
      [null, null, 0],
    ],
    [
      [29, 3, 2],
      [29, null, null],
    ],
    [
      [29, 8, 12],
      [29, 8, 12],
    ],
    [[4], [null]],
    [
      [0, 0],
      [0, 0],
    ],
  ])('%j are shown as %j: a single hidden one could be computed', (values, shown) => {
    expect(hideSmall(values)).toEqual(shown);
  });

  test('become a CSV without the hidden numbers', () => {
    const csv = toCsv(figuresOf(counted, TODAY, 7));
    expect(csv).toContain(`submissions,${TODAY},application,4\r\n`);
    expect(csv).toContain('languages,ru,count,hidden\r\n');
    expect(csv).toContain('languages,az,count,hidden\r\n');
  });
});
