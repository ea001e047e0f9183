import { expect, it } from 'vitest';
import { sheetErrorOf } from '../../../worker/sheets/sheet-error.ts';

it.each([
  ['lines', 'Invalid value at \'data.values\' (type.googleapis.com/google.protobuf.ListValue), "Ada\nLovelace"'],
  ['quotes', 'Invalid value at \'data.values\', "the \'great\' "Ada" Lovelace"'],
  ['a quote that does not end', 'Invalid value at data.values, "Ada Lovelace'],
])('what Google quotes of cells is in no message of ours, also with %s in it', (_, message) => {
  const error = sheetErrorOf('POST', true, { status: 400, body: { error: { message } }, retryAfter: null });
  expect(error.message).not.toMatch(/Ada|Lovelace/);
  expect(error.message).toContain('Invalid value at');
});
