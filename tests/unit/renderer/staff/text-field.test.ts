// @vitest-environment happy-dom
import { mount } from '@vue/test-utils';
import { expect, it } from 'vitest';
import TextField from '../../../../renderer/src/screens/staff/TextField.vue';

const describedIn = (props: object): readonly (string | undefined)[] => {
  const field = mount(TextField, {
    props: { id: 'length', label: 'Length', modelValue: '', ...props },
  });
  const ids = field.get('input').attributes('aria-describedby')?.split(' ') ?? [];
  return ids.map((id) => field.find(`#${id}`).text());
};

it.each([
  [{}, []],
  [{ unit: 'mm' }, ['mm']],
  [{ hint: 'Measure it', fault: 'Too long', unit: 'mm' }, ['Measure it', 'Too long', 'mm']],
])('a field with %j is read out with %j', (props, words) => {
  expect(describedIn(props)).toEqual(words);
});
