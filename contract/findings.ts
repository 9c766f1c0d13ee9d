/** How a check of the device ended. `warn`: somebody should look; `fail`: it should not stay so. */
export type CheckLevel = 'pass' | 'warn' | 'fail';
