import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { HostObject, method } from '../host-object.ts';
import type { LogLine } from '../execution.ts';

const NONE = z.tuple([]);

/** `Utilities`: identifiers and text blobs. */
export function createUtilities(): HostObject {
  const text = z.string();
  const args = z.tuple([text, text.optional(), text.optional()]);
  return new HostObject({
    name: 'Utilities',
    methods: {
      getUuid: method({ args: NONE }, () => randomUUID()),
      newBlob: method({ args }, (...[data, type, name]) => createBlob(data, type ?? null, name ?? null)),
    },
  });
}

function createBlob(data: string, type: string | null, name: string | null): HostObject {
  return new HostObject({
    name: 'Blob',
    methods: {
      getDataAsString: method({ args: NONE }, () => data),
      getBytes: method({ args: NONE }, () => [...new Int8Array(Buffer.from(data))]),
      getContentType: method({ args: NONE }, () => type),
      getName: method({ args: NONE }, () => name),
    },
  });
}

/** `Logger`; lines land in the execution's log. */
export function createLogger(log: LogLine[]): HostObject {
  const logger: HostObject = new HostObject({
    name: 'Logger',
    methods: {
      log: method({ args: z.array(z.unknown()) }, (...parts) => {
        log.push({ level: 'log', text: formatted(parts) });
        return logger;
      }),
      getLog: method({ args: NONE }, () => log.map((line) => line.text).join('\n')),
    },
  });
  return logger;
}

function formatted(parts: readonly unknown[]): string {
  const [first, ...rest] = parts.map(String);
  return rest.reduce((text, part) => text.replace('%s', () => part), first ?? '');
}
