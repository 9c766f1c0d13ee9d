const isLoopback = ({ hostname }: URL): boolean =>
  ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);

/** Whether what is said to this address stays secret on the way: HTTPS, or plain HTTP to this very machine. `text` is a URL. */
export const isSecureAddress = (text: string): boolean => {
  const url = new URL(text);
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));
};
