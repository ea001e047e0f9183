import { z } from 'zod';
import type { ActiveDocument, DocumentMetadata, MetadataVisibility } from '../document.ts';
import { enumeration, enumHolder, HostObject, method } from '../host-object.ts';
import { SCOPES, type AuthMode } from '../permissions.ts';
import { ScriptException } from '../script-exception.ts';
import { sheetMethods } from './sheet.ts';
import { createUi, type UiState } from './ui.ts';

const NONE = z.tuple([]);
const READS = { args: NONE, needs: 'document', scopes: SCOPES.spreadsheet } as const;

const visibilities = enumeration('DeveloperMetadataVisibility', ['DOCUMENT', 'PROJECT']);
const Visibility = z.enum(['DOCUMENT', 'PROJECT']);

/** `SpreadsheetApp` for the one spreadsheet the script is bound to. */
export function createSpreadsheetApp(document: ActiveDocument, ui: UiState, mode: AuthMode): HostObject {
  const spreadsheet = createSpreadsheet(document);
  const uiObject = createUi(ui);
  const active = method(READS, () => spreadsheet);
  return new HostObject({
    name: 'SpreadsheetApp',
    methods: {
      getActive: active,
      getActiveSpreadsheet: active,
      ...sheetMethods(document),
      getUi: method({ args: NONE }, () => {
        if (mode === 'CUSTOM_FUNCTION')
          throw new ScriptException('Cannot call SpreadsheetApp.getUi() from this context.');
        return uiObject;
      }),
      flush: method({ args: NONE, needs: 'document' }, () => null),
    },
    constants: { DeveloperMetadataVisibility: enumHolder('DeveloperMetadataVisibility', visibilities) },
  });
}

function createSpreadsheet(document: ActiveDocument): HostObject {
  const spreadsheet: HostObject = new HostObject({
    name: 'Spreadsheet',
    service: 'SpreadsheetApp',
    methods: {
      getId: method(READS, () => document.id),
      getName: method(READS, () => document.title()),
      getUrl: method(READS, () => document.url()),
      getSpreadsheetLocale: method(READS, () => document.locale()),
      getSpreadsheetTimeZone: method(READS, () => document.timeZone()),
      ...sheetMethods(document),
      ...sharing(document, () => spreadsheet),
      ...metadata(document, () => spreadsheet),
    },
  });
  return spreadsheet;
}

type Methods = HostObject['methods'];

// Who may do what is data about people, which no mode but FULL tells.
function sharing(document: ActiveDocument, self: () => HostObject): Methods {
  const rules = { needs: 'user', scopes: SCOPES.spreadsheet } as const;
  return {
    addEditor: method({ ...rules, args: z.tuple([z.string()]) }, (email) => {
      document.addEditor(email);
      return self();
    }),
    getOwner: method({ ...rules, args: NONE }, () => {
      const owner = document.owner();
      return owner === null ? null : createUser(owner);
    }),
    getEditors: method({ ...rules, args: NONE }, () => document.editors().map(createUser)),
    getViewers: method({ ...rules, args: NONE }, () => document.viewers().map(createUser)),
  };
}

function metadata(document: ActiveDocument, self: () => HostObject): Methods {
  const visibility = z.instanceof(HostObject);
  const args = z.tuple([z.string(), z.union([z.string(), visibility]).optional(), visibility.optional()]);
  const add = method({ args, needs: 'edit', scopes: SCOPES.spreadsheet }, (...[key, second, third]) => {
    const value = typeof second === 'string' ? second : '';
    document.addMetadata(key, value, visibilityOf(typeof second === 'string' ? third : second));
    return self();
  });
  return {
    addDeveloperMetadata: add,
    getDeveloperMetadata: method(READS, () => document.metadata().map((entry) => createMetadata(document, entry))),
  };
}

function visibilityOf(value: HostObject | undefined): MetadataVisibility {
  const found = Object.entries(visibilities).find(([, candidate]) => candidate === value);
  if (value && !found) throw new ScriptException('Invalid argument: visibility');
  return found ? Visibility.parse(found[0]) : 'DOCUMENT';
}

function createMetadata(document: ActiveDocument, entry: DocumentMetadata): HostObject {
  return new HostObject({
    name: 'DeveloperMetadata',
    service: 'SpreadsheetApp',
    methods: {
      getId: method(READS, () => entry.id),
      getKey: method(READS, () => entry.key),
      getValue: method(READS, () => entry.value),
      getVisibility: method(READS, () => visibilities[entry.visibility]),
      remove: method({ ...READS, needs: 'edit' }, () => {
        document.removeMetadata(entry.id);
        return null;
      }),
    },
  });
}

function createUser(email: string): HostObject {
  return new HostObject({ name: 'User', methods: { getEmail: method({ args: NONE }, () => email) } });
}
