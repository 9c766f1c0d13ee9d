import { createServer } from 'node:net';

const isFree = (port) =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

/** The port that is usual for this, or 0 (any free one) when somebody else has it. */
export const usualPort = async (usual) => ((await isFree(usual)) ? usual : 0);
