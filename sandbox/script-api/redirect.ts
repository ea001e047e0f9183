/** The hosts clasp talks to. */
const HOSTS = ['script.googleapis.com', 'oauth2.googleapis.com', 'www.googleapis.com', 'accounts.google.com'];

/**
 * A module for Node's `--import` that sends a program's requests to Google's hosts to a stand-in. clasp has no setting for that.
 *
 * @param origin such as "http://127.0.0.1:4000".
 * @returns a `data:` address without spaces, fit for NODE_OPTIONS.
 */
export function redirectModule(origin: string): string {
  const code = `
    import http from 'node:http';
    import https from 'node:https';
    const standIn = new URL(${JSON.stringify(origin)});
    const real = https.request;
    https.request = (address, options, answer) => {
      const url = new URL(String(address));
      if (!${JSON.stringify(HOSTS)}.includes(url.hostname)) return real(address, options, answer);
      url.protocol = standIn.protocol;
      url.host = standIn.host;
      return http.request(url, { ...options, agent: undefined }, answer);
    };`;
  return `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`;
}
