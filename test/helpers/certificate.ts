import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { isIPv4 } from 'node:net';

/** A certificate and its key, both PEM. */
export type Certificate = { readonly cert: string; readonly key: string };

/** What a certificate says; `names`: host names and IPv4 addresses; `by`: who signs, absent: itself. */
export type CertificateOptions = {
  readonly names: readonly string[];
  readonly from?: Date;
  readonly to?: Date;
  readonly by?: Authority;
};

/** Signs certificates. `cert` is what a client must trust. */
export type Authority = Certificate & { readonly name: string };

const YEAR_MS = 365 * 86_400_000;

const der = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  const { length } = body;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
};
const sequence = (...parts: readonly Buffer[]) => der(0x30, ...parts);
const identifier = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
const octets = (part: Buffer) => der(0x04, part);
const TRUE = der(0x01, Buffer.from([255]));

/** ecdsa-with-SHA256 */
const ALGORITHM = sequence(identifier('2a8648ce3d040302'));

const nameOf = (text: string) =>
  sequence(der(0x31, sequence(identifier('550403'), der(0x0c, Buffer.from(text, 'utf8')))));

const timeOf = (date: Date) => {
  const digits = date.toISOString().replaceAll(/[-:T]|\.\d+/g, '');
  return der(0x18, Buffer.from(digits, 'ascii'));
};

const alternative = (name: string) =>
  isIPv4(name) ? der(0x87, Buffer.from(name.split('.').map(Number))) : der(0x82, Buffer.from(name, 'ascii'));

const authorityExtension = sequence(identifier('551d13'), TRUE, octets(sequence(TRUE)));

type Body = {
  readonly subject: string;
  readonly issuer: string;
  readonly from: Date;
  readonly to: Date;
  readonly publicKey: KeyObject;
  readonly extensions: readonly Buffer[];
};

function bodyOf({ subject, issuer, from, to, publicKey, extensions }: Body): Buffer {
  return sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1, ...Array.from({ length: 8 }, () => Math.floor(Math.random() * 256))])),
    ALGORITHM,
    nameOf(issuer),
    sequence(timeOf(from), timeOf(to)),
    nameOf(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions)),
  );
}

const pem = (bytes: Buffer) =>
  `-----BEGIN CERTIFICATE-----\n${bytes.toString('base64').replaceAll(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;

function signed(body: Buffer, key: KeyObject | string): string {
  return pem(sequence(body, ALGORITHM, der(0x03, Buffer.from([0]), sign('sha256', body, key))));
}

const pair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
const keyText = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }).toString();

/** An authority of its own, valid now. */
export function authority(name = 'An authority for tests'): Authority {
  const { publicKey, privateKey } = pair();
  const [from, to] = [new Date(Date.now() - YEAR_MS), new Date(Date.now() + YEAR_MS)];
  const body = bodyOf({ subject: name, issuer: name, from, to, publicKey, extensions: [authorityExtension] });
  return { name, cert: signed(body, privateKey), key: keyText(privateKey) };
}

/** A server's certificate; by default it was made yesterday and is valid for a year. */
export function certificate({ names, from, to, by }: CertificateOptions): Certificate {
  const { publicKey, privateKey } = pair();
  const subject = names[0] ?? 'nobody';
  const body = bodyOf({
    subject,
    issuer: by?.name ?? subject,
    from: from ?? new Date(Date.now() - 86_400_000),
    to: to ?? new Date(Date.now() + YEAR_MS),
    publicKey,
    extensions: [sequence(identifier('551d11'), octets(sequence(...names.map(alternative))))],
  });
  return { cert: signed(body, by?.key ?? privateKey), key: keyText(privateKey) };
}
