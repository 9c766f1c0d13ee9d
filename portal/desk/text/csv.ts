/** A cell that a spreadsheet takes as text: a leading sign would make it a formula (OWASP, CSV injection). */
const cell = (value: string | number): string => {
  const text = typeof value === 'number' ? String(value) : value.replace(/^(?=[=+\-@\t\r])/u, "'");
  return /[",\n\r]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** RFC 4180 with a byte order mark, so that spreadsheets read the letters right. */
export const toCsv = (rows: readonly (readonly (string | number)[])[]): string =>
  `\uFEFF${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
