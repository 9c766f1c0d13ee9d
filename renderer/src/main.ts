import { chooseTransport } from './api/choose-transport.ts';
import { createKioskApp } from './create-kiosk-app.ts';
import { keepAlive } from './keep-alive.ts';
import { refusePageGestures } from './page-gestures.ts';
import { refusePageKeys } from './page-keys.ts';
import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';

const transport = chooseTransport(window);
refusePageGestures(document);
// Whoever develops needs the browser's own keys.
if (!import.meta.env.DEV) refusePageKeys(window);
createKioskApp(transport).mount('#app');
keepAlive(transport, window);
