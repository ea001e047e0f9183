import { isIP } from 'node:net';
import { connect, type PeerCertificate } from 'node:tls';
import { bare } from './address.ts';
import { fault, ok, skipped, warning, type Finding } from './finding.ts';
import { innermost, reasonOf } from './reason.ts';

/** Renewals are automatic these days: one that is this near has failed. */
const SOON_DAYS = 14;
const DAY_MS = 86_400_000;

type Asked = {
  readonly url: string | undefined;
  readonly now: () => number;
  readonly signal: AbortSignal;
  /** Authorities that are trusted; default: those that come with Node. */
  readonly ca?: string | undefined;
};

type Seen = { readonly trouble: string | null; readonly certificate: PeerCertificate };

/** Whether a browser takes the certificate: its name, its chain, and for how long. */
export async function checkCertificate({ url, now, signal, ca }: Asked): Promise<Finding> {
  if (url === undefined || !url.startsWith('https:')) return skipped('there is no https address');
  const { hostname, port } = new URL(url);
  const host = bare(hostname);
  const seen = await handshake({ host, port: Number(port || 443), ca, signal }).catch((error: unknown) => {
    signal.throwIfAborted();
    return reasonOf(innermost(error));
  });
  if (typeof seen === 'string')
    return fault(`No TLS connection to ${host}: ${seen}.`, 'Start what answers https there, and let port 443 through.');
  return judge(host, seen, now());
}

type Target = { host: string; port: number; ca: string | undefined; signal: AbortSignal };

function handshake({ host, port, ca, signal }: Target): Promise<Seen> {
  return new Promise((resolve, reject) => {
    const name = isIP(host) === 0 ? { servername: host } : {};
    const authorities = ca === undefined ? {} : { ca };
    // refused ones are looked at too, to say what is wrong with them
    const socket = connect({ host, port, rejectUnauthorized: false, ...name, ...authorities });
    const stop = () => socket.destroy(new Error('stopped'));
    signal.addEventListener('abort', stop, { once: true });
    socket.once('close', () => signal.removeEventListener('abort', stop));
    socket.once('error', reject);
    socket.once('secureConnect', () => {
      const { authorizationError } = socket;
      const certificate = socket.getPeerCertificate();
      socket.destroy();
      resolve({ trouble: authorizationError ? troubleOf(authorizationError) : null, certificate });
    });
  });
}

function troubleOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

const FULL_CHAIN = 'Let the server send the whole chain (with certbot: fullchain.pem, not cert.pem).';
const TROUBLES: Readonly<Record<string, readonly [found: string, fix: string]>> = {
  CERT_HAS_EXPIRED: ['It has expired', 'Renew it, and look why that does not happen by itself.'],
  CERT_NOT_YET_VALID: [
    'It is not valid yet',
    'Look at the clock of this machine, and at the dates of the certificate.',
  ],
  ERR_TLS_CERT_ALTNAME_INVALID: ['It is for other names', 'Get one for the name in PUBLIC_URL, or correct PUBLIC_URL.'],
  DEPTH_ZERO_SELF_SIGNED_CERT: [
    'It vouches for itself: browsers refuse it',
    'Get one of an authority, such as Let’s Encrypt.',
  ],
  SELF_SIGNED_CERT_IN_CHAIN: [
    'Its authority is not publicly known',
    'Get one of a public authority. If a company proxy makes it, NODE_EXTRA_CA_CERTS names its authority to this program.',
  ],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ['The certificate between it and its authority is missing', FULL_CHAIN],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: ['Its authority is not known, or a part of the chain is missing', FULL_CHAIN],
};

function judge(host: string, { trouble, certificate }: Seen, now: number): Finding {
  const until = new Date(certificate.valid_to);
  const days = Math.floor((until.getTime() - now) / DAY_MS);
  const day = Number.isNaN(until.getTime()) ? 'an unknown day' : until.toISOString().slice(0, 10);
  if (trouble !== null) {
    const [found, fix] = TROUBLES[trouble] ?? [`It is refused (${trouble})`, 'Get a new certificate for this name.'];
    const names = trouble === 'ERR_TLS_CERT_ALTNAME_INVALID' ? ` (${namesOf(certificate)})` : '';
    return fault(`${host}: ${found}${names}; until ${day}.`, fix);
  }
  const left = `${host}: valid until ${day} (${days} days), by ${issuerOf(certificate)}`;
  if (days < SOON_DAYS) return warning(`${left}.`, 'Renew it now, and look why that does not happen by itself.');
  return ok(left);
}

const namesOf = ({ subjectaltname = '' }: PeerCertificate) => subjectaltname.slice(0, 200) || 'none';

function issuerOf({ issuer }: PeerCertificate): string {
  return [issuer.O ?? issuer.CN].flat().join(', ') || 'an unnamed authority';
}
