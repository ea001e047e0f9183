import type { ServicePlace } from './place.ts';

/** Everything below works without rights of its own, too. */
const CLOSED = `NoNewPrivileges=true
LockPersonality=true
RestrictRealtime=true
RestrictSUIDSGID=true
RestrictNamespaces=true
SystemCallArchitectures=native
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK`;

/** Only the machine's own manager can do these. */
const CLOSED_BY_ROOT = `PrivateTmp=true
PrivateDevices=true
ProtectSystem=full
ProtectClock=true
ProtectControlGroups=true
ProtectHostname=true
ProtectKernelLogs=true
ProtectKernelModules=true
ProtectKernelTunables=true`;

/** A path that is the whole value; "%" stands for things of systemd. */
const path = (text: string) => text.replaceAll('%', '%%');

/** One word of a command line. */
const word = (text: string) => `"${path(text).replaceAll(/["\\]/g, '\\$&').replaceAll('$', '$$$$')}"`;

/**
 * The unit. `mixed`: only the worker is told to stop, it takes its database down itself. There is no limit of starts: a database or a
 * network that is away for an hour is no reason to stay away for good.
 */
export function systemdUnit({ isOwn, node, program, dir, settings, runsAs }: ServicePlace): string {
  const online = isOwn ? '' : 'Wants=network-online.target\nAfter=network-online.target\n';
  return `[Unit]
Description=Willcall: tickets in Google Sheets
${online}StartLimitIntervalSec=0

[Service]
Type=exec
ExecStart=${word(node)} ${word(program)} start
WorkingDirectory=${path(dir)}
EnvironmentFile=${path(settings)}
${runsAs === null ? '' : `User=${runsAs.uid}\n`}Restart=always
RestartSec=10
KillMode=mixed
TimeoutStopSec=60
${isOwn ? CLOSED : `${stateOf(runsAs)}${CLOSED}\n${CLOSED_BY_ROOT}`}

[Install]
WantedBy=${isOwn ? 'default.target' : 'multi-user.target'}
`;
}

/** As root the database, which runs as another user, may lie there. */
const stateOf = (runsAs: ServicePlace['runsAs']) =>
  runsAs === null ? 'StateDirectory=willcall\nStateDirectoryMode=0711\n' : '';
