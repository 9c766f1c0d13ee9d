/** Words of one section: texts by key, in groups where there are many. */
export interface Words {
  readonly [key: string]: string | Words;
}

/** What `import.meta.glob` finds in "./az/home.json" and its like: the section's words by path. */
type Files = Readonly<Record<string, Words>>;

/** The words of one language, by section; a section is a file and has its name. */
export const sectionsOf = (files: Files, language: string): Record<string, Words> =>
  Object.fromEntries(
    Object.entries(files)
      .filter(([path]) => path.includes(`/${language}/`))
      .map(([path, words]) => [path.replace(/^.*\/|\.json$/gu, ''), words]),
  );

export const byLanguage = (files: Files) => ({
  az: sectionsOf(files, 'az'),
  ru: sectionsOf(files, 'ru'),
  en: sectionsOf(files, 'en'),
});
