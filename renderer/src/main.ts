import { chooseTransport } from './api/choose-transport.ts';
import { createKioskApp } from './create-kiosk-app.ts';
import { keepAlive } from './keep-alive.ts';
import { refusePageGestures } from './page-gestures.ts';
import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';

const transport = chooseTransport(window);
refusePageGestures(document);
createKioskApp(transport).mount('#app');
keepAlive(transport, window);
