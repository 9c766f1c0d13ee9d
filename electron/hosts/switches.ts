/**
 * Switches of Chromium, Electron and Node that would open a kiosk from outside: a debugger, a page
 * without sandbox, another profile, other certificates. A kiosk started with one of them does not run.
 */
const OPENING = [
  /^--inspect(-|=|$)/,
  /^--debug(-|=|$)/,
  /^--remote-(debugging|allow)/,
  /^--no-sandbox$/,
  /^--disable-(gpu-|setuid-|namespace-|seccomp-filter-)?sandbox/,
  /^--disable-(web-security|site-isolation)/,
  /^--(allow|ignore)-certificate/,
  /^--ignore-urlfetcher-cert/,
  /^--allow-(file-access|running-insecure|universal)/,
  /^--(load|disable-extensions-except|enable-automation|auto-open-devtools)/,
  /^--(js-flags|renderer-process-limit|single-process|no-zygote)/,
  /^--(user-data-dir|host-rules|host-resolver-rules|proxy-)/,
  /^--(password-store|enable-logging|log-net-log|enable-blink-features|enable-features)/,
  /^--(require|import|loader|experimental-loader|eval|print)(=|$)/,
  /^-(r|e|p)$/,
];

const opens = (argument: string): boolean =>
  OPENING.some((pattern) => pattern.test(argument.trim().replaceAll('_', '-').toLowerCase()));

/** Chromium reads "-no-sandbox" and "/no-sandbox" (Windows) like "--no-sandbox". */
const canonical = (argument: string): string =>
  argument.replace(/^\s*(?:--|-(?=\w{2})|\/(?=[a-z-]+(?:=|$)))/i, '--');

/**
 * Those of the arguments that would open the kiosk. `nodeOptions` is the variable of that name,
 * `execArgv` what Node took for itself.
 */
export const findOpeningSwitches = (given: {
  readonly argv: readonly string[];
  readonly execArgv: readonly string[];
  readonly nodeOptions: string | undefined;
}): readonly string[] => {
  const fromVariable = (given.nodeOptions ?? '')
    .split(/\s+/)
    .filter((word) => /inspect|debug/.test(word));
  return [
    ...given.argv.filter((argument) => opens(canonical(argument))),
    ...[...given.execArgv, ...fromVariable].filter((argument) =>
      /^--(inspect|debug)/.test(argument),
    ),
  ];
};
