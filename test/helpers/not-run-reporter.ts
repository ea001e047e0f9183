import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { HOW_TO_GET, missingNeeds } from './needs.ts';

/**
 * Says at the end of a run what was not run and how to get what it needs. On CI anything not run is a failure: a check that did
 * not happen must not look like one that passed.
 */
export default class NotRunReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string) => tests.filter((test) => test.result().state === state).length;
    const skipped = tests.filter((test) => test.result().state === 'skipped');
    if (skipped.length > 0) this.#tell(skipped);
    if (skipped.length > 0 && process.env['CI']) process.exitCode = 1;
    const lines = `${count('passed')} passed, ${count('failed')} failed, ${skipped.length} skipped`;
    process.stdout.write(`\n${lines}\n`);
  }

  #tell(skipped: readonly TestCase[]): void {
    const names = skipped.map((test) => `  - ${test.fullName}`);
    const hints = missingNeeds().map((need) => `  ${HOW_TO_GET[need]}`);
    process.stdout.write(
      `\nNot run:\n${names.join('\n')}\n${hints.length > 0 ? `To run them:\n${hints.join('\n')}\n` : ''}`,
    );
  }
}
