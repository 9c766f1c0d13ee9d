import { describe, expect, it } from 'vitest';
import { similarTopics, type Comparable } from '../../../../contract/domain/similar-topics.ts';

const topic = (id: string, ...texts: string[]) => ({
  id,
  texts,
  authorityId: 'az-mas',
  direction: 'roads-transport',
});
const mine = (text: string, extra: Partial<Comparable> = {}): Comparable => ({
  texts: [text],
  authorityId: 'az-mas',
  direction: 'roads-transport',
  ...extra,
});
const found = (text: string, topics: readonly (Comparable & { id: string })[]) =>
  similarTopics(mine(text), topics).map(({ id }) => id);

describe('topics that are similar', () => {
  const road = topic('road', 'Məktəb yolunun təmiri', 'Ремонт дороги к школе');
  const lamps = topic('lamps', 'Parkda işıqların yandırılması');

  it('finds the same matter with other endings', () => {
    expect(found('Məktəbin yolu təmir edilsin', [lamps, road])).toEqual(['road']);
  });

  it('finds it typed without Azerbaijani letters', () => {
    expect(found('mekteb yolunun temiri', [road])).toEqual(['road']);
  });

  it('finds it in the other language that the topic has', () => {
    expect(found('Нужен ремонт дороги у школы', [road])).toEqual(['road']);
    expect(found('Нужен новый парк', [road])).toEqual([]);
  });

  it('does not take words that everybody uses for a likeness', () => {
    expect(found('Bizim üçün daha çox park', [topic('x', 'Bizim üçün daha çox məktəb')])).toEqual(
      [],
    );
  });

  it('does not offer a topic of another authority', () => {
    const elsewhere = { ...road, authorityId: 'az-qba' };
    expect(similarTopics(mine('Məktəb yolunun təmiri'), [elsewhere])).toEqual([]);
  });

  it('puts the closest first and the same direction before another', () => {
    const other = { ...road, id: 'other-direction', direction: 'education' };
    expect(found('Məktəb yolunun təmiri', [other, road])).toEqual(['road', 'other-direction']);
  });

  it('offers five at most', () => {
    const many = Array.from({ length: 9 }, (_, index) => ({ ...road, id: `t${index}` }));
    expect(found('Məktəb yolunun təmiri', many)).toHaveLength(5);
  });

  it('finds nothing for a text without words', () => {
    expect(found('...', [road])).toEqual([]);
  });
});
