import type { App, Session, WebContents } from 'electron';
import { mayPress } from '../../../contract/domain/key-policy.ts';
import type { Log } from '../../core/ports.ts';
import { isKioskAddress } from './app-protocol.ts';

interface MediaRequest {
  readonly isMainFrame?: boolean;
  readonly requestingUrl?: string | undefined;
  readonly mediaTypes?: readonly string[] | undefined;
}

/** A check names one kind of medium; Electron promises its details, and nothing is allowed without them. */
interface MediaCheck extends Omit<MediaRequest, 'mediaTypes'> {
  readonly mediaType?: string | undefined;
}
const toRequest = ({ mediaType, ...check }: MediaCheck): MediaRequest => ({
  ...check,
  mediaTypes: mediaType === undefined ? [] : [mediaType],
});

/** Our own page may use the camera, to photograph documents; never the microphone, never in a frame. */
export const mayUseCamera = (permission: string, details: MediaRequest | undefined): boolean =>
  permission === 'media' &&
  details?.isMainFrame === true &&
  details.mediaTypes?.length === 1 &&
  details.mediaTypes[0] === 'video' &&
  isKioskAddress(details.requestingUrl ?? '');

/** The page asks for no permission but the camera's, no other device, no download, and reaches nothing but its own files. */
export const lockSession = (session: Session, log: Log): void => {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const allowed = mayUseCamera(permission, details);
    if (!allowed) log.warn('page.permission_refused', { permission });
    answer(allowed);
  });
  session.setPermissionCheckHandler(
    (_contents, permission, _origin, details: MediaCheck | undefined) =>
      mayUseCamera(permission, details && toRequest(details)),
  );
  session.setDevicePermissionHandler(() => false);
  session.setBluetoothPairingHandler((_details, answer) => {
    answer({ confirmed: false });
  });
  session.setDisplayMediaRequestHandler((_request, answer) => {
    answer(null);
  });
  session.on('select-hid-device', (event, _details, choose) => {
    event.preventDefault();
    choose();
  });
  session.on('select-usb-device', (event, _details, choose) => {
    event.preventDefault();
    choose();
  });
  session.on('select-serial-port', (event, _ports, _contents, choose) => {
    event.preventDefault();
    choose('');
  });
  session.on('will-download', (event) => {
    log.warn('page.download_refused');
    event.preventDefault();
  });
  session.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !isKioskAddress(details.url) });
  });
};

interface Preventable {
  preventDefault(): void;
}

/** Keeps a page where it is: no other address, no window, no frame of another kind, no menu, no zoom, no stray key. */
export const lockContents = (contents: WebContents, log: Log): void => {
  const stay = (event: Preventable & { readonly url: string }): void => {
    if (isKioskAddress(event.url)) return;
    log.warn('page.navigation_refused');
    event.preventDefault();
  };
  const never = (event: Preventable): void => {
    event.preventDefault();
  };
  contents.setWindowOpenHandler(() => {
    log.warn('page.window_refused');
    return { action: 'deny' };
  });
  contents.on('will-navigate', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', never);
  contents.on('context-menu', never);
  contents.on('select-bluetooth-device', (event, _devices, choose) => {
    event.preventDefault();
    choose('');
  });
  contents.on('before-input-event', (event, input) => {
    if (!mayPress(input)) event.preventDefault();
  });
  contents.on('zoom-changed', () => {
    contents.setZoomFactor(1);
  });
  contents.on('did-finish-load', () => {
    // Chromium forgets both with each page, and pinch comes back after a change of monitors.
    contents.setZoomFactor(1);
    void contents.setVisualZoomLevelLimits(1, 1);
  });
};

/** What holds for everything the application ever shows. */
export const lockApp = (app: App, log: Log): void => {
  app.on('web-contents-created', (_event, contents) => {
    lockContents(contents, log);
  });
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, answer) => {
    event.preventDefault();
    answer(false);
  });
  app.on('select-client-certificate', (event) => {
    event.preventDefault();
  });
  app.on('login', (event) => {
    event.preventDefault();
  });
};
