/** Switches for Chromium that an installer may need and that open nothing. */
const HARMLESS = /^--(ozone-platform|ozone-platform-hint|force-device-scale-factor|lang)=[\w.-]+$/;

/** What Playwright and debuggers put in front while somebody develops; a packaged kiosk refuses them. */
const DEVELOPMENT = /^--(inspect|inspect-brk|remote-debugging-port)=\d+$/;

/** The kiosk's own arguments: without the executable, Electron's path of the application and harmless switches. */
export const ownArguments = (argv: readonly string[], packaged: boolean): readonly string[] => {
  const given = argv.slice(1).filter((argument) => !HARMLESS.test(argument));
  if (packaged) return given;
  const [, ...own] = given.filter((argument) => !DEVELOPMENT.test(argument));
  return own;
};
