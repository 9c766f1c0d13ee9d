/** Page to core: `{method, input}`, answered with a `Result`. */
export const CALL_CHANNEL = 'kiosk:call';
/** Core to page: one `KioskEvent`. */
export const EVENT_CHANNEL = 'kiosk:event';
