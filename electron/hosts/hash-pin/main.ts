import { createNodeRandom } from '../../node-ports/random.ts';
import { hashTypedPin } from './hash-typed-pin.ts';

/** Far more than a PIN: whatever is longer was not meant for this command. */
const MOST_BYTES = 1_000;

/** From standard input, never from an argument: arguments are seen by every account of the machine. */
const readTyped = async (): Promise<string> => {
  let text = '';
  for await (const chunk of process.stdin) {
    text += String(chunk);
    // A person at a terminal ends with Enter, not with the end of the input.
    if (text.includes('\n') || text.length > MOST_BYTES) break;
  }
  return text;
};

if (process.stdin.isTTY) process.stderr.write('Type the PIN, then Enter: ');
const hashed = await hashTypedPin(await readTyped(), createNodeRandom());
if (hashed.ok) process.stdout.write(`${hashed.value}\n`);
else process.stderr.write(`${hashed.error}\n`);
process.exit(hashed.ok ? 0 : 1);
