import { z } from 'zod';
import { HostObject, method } from '../host-object.ts';
import { ScriptException } from '../script-exception.ts';

/** Bytes of one value and of a whole store. @see https://developers.google.com/apps-script/guides/services/quotas */
const VALUE_BYTES = 9 * 1024;
const STORE_BYTES = 500 * 1024;

const KEY = z.tuple([z.string()]);

/** `PropertiesService` with the script's store; `store` is read and changed in place. */
export function createPropertiesService(store: Map<string, string>): HostObject {
  const properties = createStore(store);
  return new HostObject({
    name: 'PropertiesService',
    methods: { getScriptProperties: method({ args: z.tuple([]), needs: 'properties' }, () => properties) },
  });
}

function createStore(store: Map<string, string>): HostObject {
  const properties: HostObject = new HostObject({
    name: 'Properties',
    service: 'PropertiesService',
    methods: {
      getProperty: method({ args: KEY, needs: 'properties' }, (key) => store.get(key) ?? null),
      getKeys: method({ args: z.tuple([]), needs: 'properties' }, () => [...store.keys()]),
      setProperty: method({ args: z.tuple([z.string(), z.string()]), needs: 'properties' }, (key, value) => {
        store.set(key, fitting(store, key, value));
        return properties;
      }),
      deleteProperty: method({ args: KEY, needs: 'properties' }, (key) => {
        store.delete(key);
        return properties;
      }),
    },
  });
  return properties;
}

function fitting(store: ReadonlyMap<string, string>, key: string, value: string): string {
  if (Buffer.byteLength(value) > VALUE_BYTES) throw new ScriptException('Argument too large: value');
  const others = [...store].filter(([name]) => name !== key).flat();
  const total = [...others, key, value].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  if (total > STORE_BYTES) {
    throw new ScriptException(
      'You have exceeded the property storage quota. Please remove some properties and try again.',
    );
  }
  return value;
}
