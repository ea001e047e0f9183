import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { CommandError } from '../commands/command-error.ts';
import { readConfig } from '../config.ts';
import { publicUrlOf } from '../public-url.ts';
import { launchdJob } from './launchd-job.ts';
import { managerOf } from './manager.ts';
import { servicePlace, type Machine, type ServicePlace } from './place.ts';
import { settingsFile } from './settings-file.ts';
import { systemdUnit } from './systemd-unit.ts';
import { writeNew, writeWhole } from './written.ts';

/** What is told, a line each, and whether the service is as it was asked for. */
export type Told = { readonly lines: readonly string[]; readonly ok: boolean };

const unitOf = (place: ServicePlace) => (place.manager === 'systemd' ? systemdUnit(place) : launchdJob(place));

const settingsOf = ({ environment, cwd }: Machine, { settings, dir }: ServicePlace) =>
  settingsFile(settings, { environment, cwd, dir });

const AFTER_LOGOUT =
  'It is your own service: it ends when you log out and waits for your next login, unless you say: loginctl enable-linger';

/** What `install` would write; of the settings only the names. */
export function shownService(machine: Machine): Told {
  const place = servicePlace(machine);
  const { values } = settingsOf(machine, place);
  const names = Object.keys(values).map((name) => `${name}=…`);
  return { lines: [`# ${place.file}`, unitOf(place), `# ${place.settings} (mode 600)`, ...names], ok: true };
}

/**
 * Writes or updates settings and unit, has it started now and after each reboot.
 *
 * @throws CommandError, ConfigError when something is missing; then nothing is started.
 */
export function installService(machine: Machine): Told {
  const place = servicePlace(machine);
  const settings = settingsOf(machine, place);
  mkdirSync(place.dir, { recursive: true, mode: place.isOwn ? 0o700 : 0o711 });
  writeWhole(place.settings, settings.text, 0o600, place.runsAs?.uid ?? null);
  if (settings.values['GOOGLE_AUDIENCES'] === undefined)
    throw new CommandError(
      `GOOGLE_AUDIENCES is not set: without it there is only a rehearsal. Fill in ${place.settings}, then: willcall service install`,
    );
  publicUrlOf(readConfig(settings.values));
  if (place.manager === 'launchd') keepClosed(place);
  writeWhole(place.file, unitOf(place), 0o644, null);
  managerOf(place, machine.environment).start();
  const told = serviceStatus(machine);
  const linger = place.isOwn && place.manager === 'systemd' ? [AFTER_LOGOUT] : [];
  return { ...told, lines: [...told.lines, ...linger] };
}

/** launchd would make it for everybody to read. */
function keepClosed({ log, runsAs }: ServicePlace): void {
  if (!existsSync(log)) writeNew(log, '', 0o600, runsAs?.uid ?? null);
}

/** Whether it runs, since when, and where everything is. */
export function serviceStatus(machine: Machine): Told {
  const place = servicePlace(machine);
  if (!existsSync(place.file))
    return { lines: ['There is no Willcall service here. Make one: willcall service install'], ok: false };
  const manager = managerOf(place, machine.environment);
  const { isRunning, state, since, pid, isEnabled } = manager.state();
  const details = [since && `since ${since}`, pid && `process ${pid}`].filter(Boolean).join(', ');
  return {
    ok: isRunning,
    lines: [
      `Willcall ${isRunning ? 'runs' : 'does not run'}: ${state}${details && `, ${details}`}`,
      `After a reboot: ${isEnabled ? 'starts by itself' : 'does not start by itself; say: willcall service install'}`,
      `Service: ${place.file}`,
      `Settings: ${place.settings}`,
      `Log: ${manager.logCommand}`,
    ],
  };
}

/** Stops it and takes the unit away. Data and settings stay. */
export function removeService(machine: Machine): Told {
  const place = servicePlace(machine);
  if (!existsSync(place.file)) return { lines: ['There is no Willcall service here.'], ok: true };
  const manager = managerOf(place, machine.environment);
  manager.stop();
  rmSync(place.file);
  manager.forget();
  return { lines: [`The service is gone. Data and settings stay in ${place.dir}.`], ok: true };
}
