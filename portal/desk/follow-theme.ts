/** Light, dark or high contrast, as the official's own computer is set. */
export const followTheme = (page: HTMLElement, match: typeof matchMedia): void => {
  const more = match('(prefers-contrast: more)');
  const dark = match('(prefers-color-scheme: dark)');
  const apply = (): void => {
    const plain = dark.matches ? 'dark' : 'light';
    page.dataset['theme'] = more.matches ? 'contrast' : plain;
  };
  for (const query of [more, dark]) query.addEventListener('change', apply);
  apply();
};
