/** The public page's look: plain, large, both schemes by the reader's own setting. */
export const STYLE = `:root {
  color-scheme: light dark;
  --bg: #ffffff;
  --surface: #f3f6f9;
  --text: #14212e;
  --muted: #445466;
  --border: #5f7082;
  --link: #0b4f8a;
  --warning: #7a4300;
  --warning-bg: #fff1d9;
}
@media (prefers-color-scheme: dark) {
  :root {
    --bg: #0e1620;
    --surface: #18232f;
    --text: #f2f5f8;
    --muted: #b9c6d3;
    --border: #8b9db0;
    --link: #8cc4ff;
    --warning: #ffc46b;
    --warning-bg: #3a2807;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0;
  background: var(--bg);
  color: var(--text);
  font: 1.125rem/1.5 'Noto Sans', 'Segoe UI', system-ui, sans-serif;
  overflow-wrap: break-word;
}
header, main, .strip {
  max-inline-size: 64rem;
  margin-inline: auto;
  padding-inline: 1rem;
}
header {
  display: flex;
  flex-wrap: wrap;
  gap: 0.5rem 2rem;
  align-items: center;
  padding-block: 0.75rem;
  border-block-end: 2px solid var(--border);
}
.site { flex: 1; margin: 0; font-weight: 700; font-size: 1.25rem; }
.site a { color: inherit; text-decoration: none; }
nav ul { display: flex; flex-wrap: wrap; gap: 0 1rem; margin: 0; padding: 0; list-style: none; }
.sections { flex-basis: 100%; }
nav a { display: inline-block; padding-block: 0.6rem; }
.pages { display: flex; flex-wrap: wrap; gap: 0 1rem; align-items: center; }
[aria-current] { color: var(--text); font-weight: 700; text-decoration: none; }
a { color: var(--link); }
a:focus-visible, input:focus-visible, button:focus-visible {
  outline: 4px solid currentColor;
  outline-offset: 2px;
}
h1, h2, h3 { line-height: 1.2; }
main { padding-block: 1rem 4rem; }
main > p, main > ul, li, dd { max-inline-size: 44rem; }
.skip { position: absolute; inset-inline-start: -100rem; }
.skip:focus { position: static; display: inline-block; padding: 0.5rem 1rem; }
.strip, .warning {
  padding-block: 0.5rem;
  padding-inline: 1rem;
  background: var(--warning-bg);
  color: var(--warning);
  font-weight: 600;
}
.warning, .card { border: 2px solid var(--border); border-radius: 12px; padding: 1rem; margin-block: 1rem; }
.card { background: var(--surface); }
.card h3 { margin-block-start: 0; }
.muted { color: var(--muted); }
.written { white-space: pre-line; unicode-bidi: isolate; }
table { inline-size: 100%; border-collapse: collapse; margin-block: 1rem; font-variant-numeric: tabular-nums; }
caption { text-align: start; color: var(--muted); }
th, td { padding: 0.4rem 0.6rem; border-block-end: 1px solid var(--border); text-align: start; vertical-align: top; }
td.number, th.number { text-align: end; }
tbody th { font-weight: 400; }
.bars { margin: 0; padding: 0; list-style: none; }
.bars svg { display: block; inline-size: 100%; block-size: 1.25rem; border: 1px solid var(--border); border-radius: 6px; }
.track { fill: var(--bg); }
.fill { fill: var(--link); }
dt { color: var(--muted); font-weight: 600; }
dd { margin: 0 0 0.75rem; }
input, button {
  min-block-size: 3rem;
  padding: 0.5rem 1rem;
  border: 2px solid var(--border);
  border-radius: 8px;
  background: var(--bg);
  color: var(--text);
  font: inherit;
}
input { inline-size: min(100%, 28rem); }
button { background: var(--link); border-color: var(--link); color: var(--bg); font-weight: 600; }
label { display: block; font-weight: 600; }
code { overflow-wrap: anywhere; }
@media print {
  nav, form, .skip { display: none; }
}
`;
