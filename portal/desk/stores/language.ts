import { defineStore } from 'pinia';
import { inject, ref, type App, type InjectionKey } from 'vue';
import { isLanguage, type Language } from '../../../contract/languages.ts';

/** Where the browser remembers the chosen language; nothing else is ever stored there. */
export type LanguageMemory = Pick<Storage, 'getItem' | 'setItem'>;

const memoryKey: InjectionKey<LanguageMemory> = Symbol('language memory');
const ITEM = 'desk-language';

export const provideLanguageMemory = (app: App, memory: LanguageMemory): void => {
  app.provide(memoryKey, memory);
};

/** The language of the desk: Azerbaijani until another one is chosen in this browser. */
export const useLanguageStore = defineStore('desk-language', () => {
  const memory = inject(memoryKey);
  const remembered = memory?.getItem(ITEM);
  const language = ref<Language>(isLanguage(remembered) ? remembered : 'az');

  const choose = (to: Language): void => {
    language.value = to;
    memory?.setItem(ITEM, to);
  };
  return { language, choose };
});
