// Processor time of both processes: unlike seconds, it does not change with what else the machine does.

const total = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** In the server: answers its processor time in milliseconds whenever it is asked. */
export const answerCpu = () => {
  process.on('message', (message) => {
    if (message === 'cpu') process.send?.({ cpu: total() });
  });
};

/** In the client: milliseconds of processor time of both processes so far. */
export const askCpu = (server) =>
  new Promise((resolve) => {
    server.once('message', ({ cpu }) => resolve(cpu + total()));
    server.send('cpu');
  });
