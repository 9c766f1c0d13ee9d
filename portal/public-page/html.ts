/** Markup that is safe to send; made by `html` alone. */
export interface Html {
  readonly markup: string;
}

type Part = Html | string | number | undefined | readonly Html[];

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/gu, (sign) => ESCAPES[sign] ?? sign);

const toMarkup = (part: Part): string => {
  if (part === undefined) return '';
  if (typeof part === 'string' || typeof part === 'number') return escapeHtml(String(part));
  return 'markup' in part ? part.markup : part.map(({ markup }) => markup).join('');
};

/** Everything that is put in is escaped, unless `html` made it. Attributes must stand in double quotes. */
export const html = (words: TemplateStringsArray, ...parts: readonly Part[]): Html => ({
  markup: words.reduce((all, word, index) => `${all}${toMarkup(parts[index - 1])}${word}`),
});

export const nothing: Html = { markup: '' };
