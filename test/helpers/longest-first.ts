import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that last longest, also on a machine that has never run them; they mostly wait. */
const LONGEST = [
  'test/e2e/',
  'test/worker/commands/own-rehearsal',
  'test/addon/sidebar/sidebar.browser',
  'test/worker/providers/contract.',
];

const isLong = ({ moduleId }: TestSpecification): boolean => LONGEST.some((path) => moduleId.includes(path));

/** Starts the longest files first, so that no process is left alone with one at the end. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
