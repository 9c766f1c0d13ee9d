import { describe, expect, it } from 'vitest';
import type { Language } from '../../../../contract/languages.ts';
import { findAuthorities } from '../../../../renderer/src/components/answers/authority-list.ts';
import { someAuthorities } from '../../../support/renderer/fake-kiosk.ts';

const names = (typed: string, language: Language) =>
  findAuthorities(someAuthorities, typed, language).map(({ shortName }) => shortName[language]);

describe('the list of authorities', () => {
  it('stands in the order of the Azerbaijani alphabet', () => {
    expect(names('', 'az')).toEqual(
      'Abşeron Cəlilabad Xaçmaz İsmayıllı Qubadlı Quba Qusar Masallı Sabirabad Şəki'
        .split(' ')
        .toSorted((a, b) => a.localeCompare(b, 'az')),
    );
  });

  it.each<[string, Language, string[]]>([
    ['qu', 'az', ['Quba', 'Qubadlı', 'Qusar']],
    ['seki', 'az', ['Şəki']],
    ['İSM', 'az', ['İsmayıllı']],
    ['ism', 'az', ['İsmayıllı']],
    ['губ', 'ru', ['Губадлинский', 'Губинский']],
    ['guba', 'ru', ['Губадлинский', 'Губинский']],
    ['sheki', 'az', ['Şəki']],
    ['khach', 'az', ['Xaçmaz']],
    ['xacmaz', 'ru', ['Хачмазский']],
    ['Masalı', 'az', ['Masallı']],
    ['msalli', 'az', ['Masallı']],
    ['Sabirbaad', 'az', ['Sabirabad']],
    ['lar', 'az', []],
    ['Zzzzzz', 'az', []],
    ['  ', 'en', names('', 'en')],
  ])('finds by the first letters "%s" (%s)', (typed, language, found) => {
    expect(names(typed, language).toSorted()).toEqual(found.toSorted());
  });

  it('takes signs of a search pattern as letters', () => {
    expect(names('.*(', 'az')).toEqual([]);
  });
});
