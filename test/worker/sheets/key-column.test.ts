import { expect, it } from 'vitest';
import { keyCell, readKeyCell } from '../../../worker/sheets/key-column.ts';

it.each([
  { source: 'box-office', key: 'tx_1' },
  { source: '2', key: 'https://example.org/t:7' },
  { source: 'a', key: ' ' },
])('a key cell says whose row it is ($source, $key)', (row) => {
  expect(readKeyCell(keyCell(row))).toEqual(row);
});

it.each([
  '',
  null,
  undefined,
  42,
  true,
  'note',
  'Willcall key',
  ':tx',
  'box-office:',
  'Box Office:1',
  `${'a'.repeat(41)}:1`,
])('what people wrote into a key cell belongs to no source (%s)', (cell) => {
  expect(readKeyCell(cell)).toBeNull();
});
