/** Headers for HTTP Basic. */
export function basic(user: string, password: string): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}` };
}

/** A key in a header of its own. */
export function header(name: string, value: string): Record<string, string> {
  return { [name.toLowerCase()]: value };
}
