import { fault, ok, type Finding } from './finding.ts';
import type { Place } from './place.ts';

/** Whether the settings can be read, and are those the running worker was started with. */
export function checkSettings({ wrong, isRehearsal, worker, dir }: Place): Finding {
  if (wrong.length > 0) return fault(wrong.join('; '), 'Correct them; see docs/settings.md.');
  if (worker !== null && worker.isRehearsal !== isRehearsal) {
    const [here, there] = isRehearsal ? ['a rehearsal', 'a real worker'] : ['a real worker', 'a rehearsal'];
    return fault(
      `The settings of this shell are those of ${here}, but on ${dir} ${there} is running.`,
      'Run willcall doctor with the settings the worker was started with.',
    );
  }
  const how = isRehearsal ? 'rehearsal: Google and ticketing systems are simulated' : 'all can be read';
  return ok(`${how}; ${worker === null ? 'no worker is running' : 'a worker is running'} on ${dir}`);
}
