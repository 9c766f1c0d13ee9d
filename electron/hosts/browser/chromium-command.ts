type Environment = Readonly<Record<string, string | undefined>>;

/** Where a browser usually is, by platform; the first that is there is taken. */
export const CANDIDATES: Readonly<Record<string, readonly string[]>> = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/google-chrome',
    '/snap/bin/chromium',
  ],
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files\\Chromium\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

/** `CHROMIUM_PATH`, else the first of the usual places that is there; undefined when there is none. */
export const findChromium = (
  env: Environment,
  platform: string,
  exists: (path: string) => boolean,
): string | undefined => {
  const named = env['CHROMIUM_PATH'];
  return [...(named ? [named] : (CANDIDATES[platform] ?? []))].find(exists);
};

export interface ChromiumSettings {
  /** Launch address; it carries the token and is used up at once. */
  readonly address: string;
  /** A fresh folder that is removed when the browser ends. */
  readonly profile: string;
  /** Chromium has no sandbox for root and does not start with one; see `findRootFault`. */
  readonly root: boolean;
}

/** Why the browser cannot be started like this; a sentence for the installer, undefined when it can. */
export const findRootFault = (settings: {
  readonly root: boolean;
  readonly demonstration: boolean;
}): string | undefined =>
  settings.root && !settings.demonstration
    ? 'a kiosk does not run as root: its browser would have no sandbox'
    : undefined;

/**
 * Arguments of a kiosk's browser: full screen, one page, nothing remembered, no gestures that leave
 * or enlarge the page, no traffic of the browser's own.
 */
export const chromiumArguments = (settings: ChromiumSettings): readonly string[] => [
  ...FLAGS,
  ...(settings.root ? ['--no-sandbox'] : []),
  `--user-data-dir=${settings.profile}`,
  `--app=${settings.address}`,
];

const FLAGS = [
  '--kiosk',
  '--incognito',
  '--start-fullscreen',
  '--no-first-run',
  '--no-default-browser-check',
  '--noerrdialogs',
  '--disable-session-crashed-bubble',
  '--disable-infobars',
  '--disable-pinch',
  '--overscroll-history-navigation=0',
  '--disable-extensions',
  '--disable-sync',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-client-side-phishing-detection',
  '--disable-quic',
  '--disable-gpu',
  '--disable-print-preview',
  '--disable-notifications',
  // Nobody can answer a prompt. What may be asked at all, the page's Permissions-Policy says: the camera.
  '--auto-accept-camera-and-microphone-capture',
  '--no-pings',
  '--password-store=basic',
  '--disable-save-password-bubble',
  '--disable-features=Translate,AutofillServerCommunication,MediaRouter,OptimizationHints,InterestFeedContentSuggestions,PrivacySandboxSettings4',
] as const;
