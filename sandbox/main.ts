import { ArgumentError, readArguments, type SandboxArguments, USAGE } from './arguments.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';

type Announced = Pick<Sandbox['providers'][keyof Sandbox['providers']], 'origin' | 'control'> & {
  readonly events: readonly { readonly id: string }[];
};

function jsonOf({ google, providers: { tixngo, ticketTailor, paylogic, oveit, vivenu } }: Sandbox): string {
  return JSON.stringify({
    google: { origin: google.origin, token: google.token },
    providers: {
      tixngo: announcement(tixngo, { ...tixngo.credentials, appId: tixngo.appId }),
      'ticket-tailor': announcement(ticketTailor, ticketTailor.credentials),
      paylogic: announcement(
        { ...paylogic, events: paylogic.events.map(({ uid }) => ({ id: uid })) },
        paylogic.credentials,
      ),
      oveit: announcement({ ...oveit, events: oveit.events.map(({ id }) => ({ id: String(id) })) }, oveit.credentials),
      vivenu: announcement(vivenu, vivenu.credentials),
    },
  });
}

function announcement({ origin, control, events }: Announced, credentials: Readonly<Record<string, string>>) {
  return { origin, credentials, control, events: events.map(({ id }) => id) };
}

function textOf({ google, providers: { tixngo, ticketTailor, paylogic, oveit, vivenu } }: Sandbox): string {
  const events = tixngo.events.map(({ id, live }) => `    ${id}  ${live.toLocaleString('en')} tickets`);
  return [
    'The sandbox is running. Nothing here reaches the outside.',
    `  Google   ${google.origin}`,
    `    Authorization: Bearer ${google.token}`,
    `  TIXNGO   ${tixngo.origin}`,
    `    e-mail ${tixngo.credentials.email}, API key ${tixngo.credentials.apiKey}, app ID ${tixngo.appId}`,
    ...events,
    `    make trouble: POST ${tixngo.control}/switches, for example {"latencyMs": 300}`,
    `  Ticket Tailor ${ticketTailor.origin}`,
    `    API key ${ticketTailor.credentials.apiKey}, trouble at ${ticketTailor.control}/switches`,
    ...ticketTailor.events.map(
      ({ id, name, tickets }) => `    ${id}  ${name}, ${tickets.toLocaleString('en')} tickets`,
    ),
    `  Paylogic ${paylogic.origin}`,
    `    application ${paylogic.credentials.app}, secret ${paylogic.credentials.secret}, trouble at ${paylogic.control}/switches`,
    ...paylogic.events.map(({ uid, id }) => `    ${uid}  ${id}`),
    `  Oveit    ${oveit.origin}`,
    `    e-mail ${oveit.credentials.email}, password ${oveit.credentials.password}, trouble at ${oveit.control}/switches`,
    ...oveit.events.map(({ id, name }) => `    ${id}  ${name}`),
    `  vivenu   ${vivenu.origin}`,
    `    API key ${vivenu.credentials.apiKey}, trouble at ${vivenu.control}/switches`,
    ...vivenu.events.map(({ id, name }) => `    ${id}  ${name}`),
    'Stop it with Ctrl+C.',
  ].join('\n');
}

function stopOnSignal(sandbox: Sandbox): void {
  let isStopping = false;
  const stop = () => {
    // One Ctrl-C arrives several times: from the terminal, and passed on by npm and tsx.
    if (isStopping) return;
    isStopping = true;
    sandbox.close().then(
      () => process.exit(0),
      (error: unknown) => fail(error, 1),
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

function fail(error: unknown, code: number): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(code);
}

function argumentsOrExit(): SandboxArguments {
  try {
    return readArguments(process.argv.slice(2));
  } catch (error) {
    if (error instanceof ArgumentError) fail(new Error(`${error.message}\n\n${USAGE}`), 2);
    throw error;
  }
}

async function main({ options, json, help }: SandboxArguments): Promise<void> {
  if (help) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const sandbox = await startSandbox(options);
  stopOnSignal(sandbox);
  process.stdout.write(`${json ? jsonOf(sandbox) : textOf(sandbox)}\n`);
}

await main(argumentsOrExit()).catch((error: unknown) => fail(error, 1));
