// Loaded before each test process. PINs, passwords and receipts are stretched as ever, but by sixteen
// rounds instead of tens of thousands, and answered after a while instead of after work: what a guess
// costs is the product's, and hundreds of sign-ins are the tests'.
import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';

const { scrypt, scryptSync } = crypto;
const { setTimeout } = globalThis; // before a test's own clock takes its place
const N = 16;
const PATIENCE_MS = 20;

crypto.scrypt = (secret, salt, length, options, done) => {
  scrypt(secret, salt, length, { ...options, N }, (error, key) =>
    setTimeout(() => done(error, key), PATIENCE_MS),
  );
};
crypto.scryptSync = (secret, salt, length, options) =>
  scryptSync(secret, salt, length, { ...options, N });
syncBuiltinESMExports();
