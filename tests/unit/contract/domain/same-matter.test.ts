import { expect, test } from 'vitest';
import { matterText } from '../../../../contract/domain/same-matter.ts';

const answers = {
  authority: 'az-mas',
  direction: 'roads',
  text: 'Küçədə işıq yanmır.',
  applicantName: 'Əli Məmmədov',
  contactWays: ['phone'],
  phone: '+994501234567',
};
const same = (other: Record<string, string | string[]>): boolean =>
  matterText('appeal-complaint', { ...answers, ...other }) ===
  matterText('appeal-complaint', answers);

test('the same words are the same matter, however they are typed', () => {
  expect(same({ text: '  kucede  ISIQ yanmir ' })).toBe(true);
});

test('another way to be reached makes no new matter', () => {
  expect(same({ contactWays: ['email', 'phone'], email: 'a@example.org' })).toBe(true);
});

test.each<Record<string, string>>([
  { text: 'Küçədə su yoxdur.' },
  { authority: 'az-qba' },
  { direction: 'utilities' },
  { applicantName: 'Vəli Məmmədov' },
  { street: 'Gülzar 7' },
])('something else is another matter: %o', (other) => {
  expect(same(other)).toBe(false);
});

test('a complaint and a proposal in the same words are two', () => {
  expect(matterText('appeal-proposal', answers)).not.toBe(matterText('appeal-complaint', answers));
});

test('words cannot be moved from one answer to another unnoticed', () => {
  expect(matterText('idea', { text: 'a', street: 'b' })).not.toBe(
    matterText('idea', { text: 'a b' }),
  );
});
