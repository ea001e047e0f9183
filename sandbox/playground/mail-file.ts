/** An e-mail as a page shows it. */
export type MailFile = { readonly subject: string; readonly to: string; readonly date: string; readonly html: string };

type Part = { readonly headers: ReadonlyMap<string, string>; readonly body: string };

function partOf(source: string): Part {
  const end = source.indexOf('\n\n');
  const head = (end < 0 ? source : source.slice(0, end)).replace(/\n[ \t]+/g, ' ');
  const headers = head.split('\n').map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return { headers: new Map(headers), body: end < 0 ? '' : source.slice(end + 2) };
}

const bytesOfQuoted = (text: string): Buffer =>
  Buffer.from(
    text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );

function decoded({ headers, body }: Part): string {
  const encoding = headers.get('content-transfer-encoding')?.toLowerCase();
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  if (encoding === 'quoted-printable') return bytesOfQuoted(body.replace(/=\n/g, '')).toString('utf8');
  return body;
}

/** RFC 2047: `=?UTF-8?Q?G=C3=A4ste?=`. */
function words(header: string): string {
  const joined = header.replace(/\?=\s+=\?/g, '?==?');
  return joined.replace(/=\?utf-8\?([bq])\?(.*?)\?=/gi, (_, form: string, text: string) =>
    (form.toLowerCase() === 'b' ? Buffer.from(text, 'base64') : bytesOfQuoted(text.replace(/_/g, ' '))).toString(
      'utf8',
    ),
  );
}

/** Reads the mails Willcall writes: one HTML form of two, whose parts are not nested. */
export function readMail(source: string): MailFile {
  const whole = partOf(source.replace(/\r\n/g, '\n'));
  const boundary = /boundary="?([^";]+)"?/.exec(whole.headers.get('content-type') ?? '')?.[1];
  const parts = boundary === undefined ? [] : whole.body.split(`--${boundary}`).map((part) => partOf(part.trimStart()));
  const html = parts.find(({ headers }) => headers.get('content-type')?.startsWith('text/html'));
  const header = (name: string) => words(whole.headers.get(name) ?? '');
  return { subject: header('subject'), to: header('to'), date: header('date'), html: html ? decoded(html) : '' };
}
