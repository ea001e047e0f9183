import { expect, it } from 'vitest';
import { placeTeller } from '../../../worker/sheets/place-teller.ts';

/** What is told of a wait: [how many are ahead, milliseconds waited, milliseconds still expected], or null when the call goes. */
function told(steps: readonly (readonly [number, number, number] | null)[]): (number | null)[] {
  const heard: (number | null)[] = [];
  const teller = placeTeller((ahead) => heard.push(ahead));
  for (const step of steps) {
    if (step === null) teller.goes();
    else teller.waits(...step);
  }
  return heard;
}

it('a place is told when the wait is more than a moment, and taken back when the call goes', () => {
  expect(told([[4, 0, 6000], [2, 2400, 2400], null])).toEqual([4, 2, null]);
  expect(told([[1, 0, 1200], null])).toEqual([]);
  expect(told([[1, 0, 1200], [1, 1200, 1200], null])).toEqual([1, null]);
});

it('a place is not told more often than once a second, nor twice the same', () => {
  expect(
    told([
      [9, 0, 9000],
      [8, 500, 9000],
      [7, 1000, 9000],
      [7, 3000, 9000],
      [0, 3100, 9000],
    ]),
  ).toEqual([9, 7, 0]);
});
