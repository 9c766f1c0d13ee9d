import { describe, expect, it } from 'vitest';
import {
  createAppProtocol,
  isKioskAddress,
} from '../../../electron/hosts/electron/app-protocol.ts';
import { PAGE_FILES } from '../../support/hosts/browser-host.ts';

const answer = createAppProtocol(PAGE_FILES);
const get = (url: string, method = 'GET') => answer({ url, method });

describe('the app:// protocol', () => {
  it('answers the page and its files, with their types and a strict policy', async () => {
    const page = get('app://kiosk/');
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('kiosk');
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('content-security-policy')).toContain("connect-src 'none'");
    expect(get('app://kiosk/assets/index-x1.js').headers.get('content-type')).toContain(
      'javascript',
    );
  });

  it.each([
    'app://kiosk',
    'app://kiosk/index.html',
    'app://kiosk/assets/',
    'app://kiosk/assets/index-x1.js?x',
    'app://kiosk/assets/index-x1.js#x',
    'app://kiosk/assets/../assets/index-x1.js',
    'app://kiosk/%2e%2e/package.json',
    'app://kiosk/%252e%252e/package.json',
    'app://kiosk/..%5c..%5cpackage.json',
    'app://kiosk/assets%2Findex-x1.js',
    'app://kiosk/assets/index-x1.js%00',
    'app://kiosk//assets/index-x1.js',
    'app://KIOSK/',
    'app://kiosk@evil/',
    'app://evil@kiosk/',
    'app://evil/',
    'app://kiosk.evil/',
    'app://kiosk:80/',
    'app:kiosk/',
    'file:///etc/passwd',
    'https://kiosk/',
    'blob:app://kiosk/1',
    'view-source:app://kiosk/',
    '',
  ])('answers nothing for %s', async (url) => {
    const refused = get(url);
    expect(refused.status).toBe(404);
    expect(await refused.text()).toBe('Not found.');
  });

  it.each(['POST', 'PUT', 'HEAD', 'OPTIONS'])('answers nothing to %s', (method) => {
    expect(get('app://kiosk/', method).status).toBe(404);
  });
});

describe('an address of the kiosk', () => {
  it.each(['app://kiosk/', 'app://kiosk/assets/index-x1.js', 'app://kiosk/#/home'])(
    'is %s',
    (address) => {
      expect(isKioskAddress(address)).toBe(true);
    },
  );

  it.each([
    'app://kiosk@evil/',
    'app://evil@kiosk/',
    'app://:x@kiosk/',
    'app://kiosk.evil/',
    'app://kiosk:1/',
    'app://evil/kiosk',
    'app:kiosk',
    'application://kiosk/',
    'https://kiosk/',
    'http://127.0.0.1/',
    'file:///app/kiosk/',
    'blob:app://kiosk/0b1',
    'view-source:app://kiosk/',
    'javascript:alert(1)',
    'data:text/html,app://kiosk/',
    'about:blank',
    'chrome://gpu',
    'devtools://devtools/bundled/inspector.html',
    'null',
    '',
  ])('is not %s', (address) => {
    expect(isKioskAddress(address)).toBe(false);
  });
});
