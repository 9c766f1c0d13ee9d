import { existsSync, readdirSync } from 'node:fs';
import { isThere } from './run.mjs';
import { findChromium } from './shells.mjs';
import { installDebianPackages } from './system-packages.mjs';

const DEBIAN_POSTGRES = '/usr/lib/postgresql';

const hasPostgres = () =>
  isThere('postgres') || (existsSync(DEBIAN_POSTGRES) && readdirSync(DEBIAN_POSTGRES).length > 0);

/** Gets what tests need beside npm packages; answers sentences about what could not be had. */
export const ensureTestNeeds = async () => {
  const missing = [];
  if (
    findChromium() === undefined &&
    !((await installDebianPackages(['chromium'])) && findChromium())
  )
    missing.push('no Chromium here and none could be installed: the journeys are not run');
  // The journeys' faster browser; without it they use the whole one.
  if (!existsSync('/usr/bin/chromium-headless-shell'))
    await installDebianPackages(['chromium-headless-shell']);
  if (!hasPostgres() && !((await installDebianPackages(['postgresql'])) && hasPostgres()))
    missing.push('no PostgreSQL here and none could be installed: its tests are skipped');
  if (
    !isThere('pdftotext') &&
    !((await installDebianPackages(['poppler-utils'])) && isThere('pdftotext'))
  )
    missing.push(
      'no pdftotext here and none could be installed: what is on paper is not read back',
    );
  // To try the Debian package out, and the keys of a kiosk's browser.
  if (!existsSync('/usr/bin/Xvfb') || !isThere('openbox') || !isThere('xdotool'))
    await installDebianPackages(['xvfb', 'openbox', 'xdotool']);
  if (
    !isThere('espeak-ng') &&
    !((await installDebianPackages(['espeak-ng'])) && isThere('espeak-ng'))
  )
    missing.push('no espeak-ng here and none could be installed: what is read aloud is not tried');
  return missing;
};
