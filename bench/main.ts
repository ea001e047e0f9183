import { fetchPages, missing, readEvent } from './reading.ts';
import { setSwitches, startStandIns, type StandIns } from './stand-ins.ts';

const GALA = 'spring-gala-2027';
const MARATHON = 'city-marathon-2027';
const QUIET = { scansPerSecond: 0, deletesPerSecond: 0, salesPerSecond: 0 };

const say = (line: string) => void process.stdout.write(`${line}\n`);

async function timed<T>(act: () => Promise<T>): Promise<{ seconds: number; value: T }> {
  const began = performance.now();
  const value = await act();
  return { seconds: (performance.now() - began) / 1000, value };
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Interleaved, because the speed of machines drifts: the ratio of neighbours is what counts. */
async function readingAgainstTheFloor(standIns: StandIns): Promise<void> {
  const ratios: number[] = [];
  await fetchPages(standIns, GALA);
  for (let round = 1; round <= 3; round += 1) {
    const floor = await timed(() => fetchPages(standIns, GALA));
    const ours = await timed(() => readEvent(standIns, GALA));
    ratios.push(ours.seconds / floor.seconds);
    say(`  round ${round}: fetch and parse ${floor.seconds.toFixed(1)} s, read exactly ${ours.seconds.toFixed(1)} s`);
  }
  const peak = Math.round(process.resourceUsage().maxRSS / 1024);
  say(`  reading exactly costs ${median(ratios).toFixed(2)} × fetching and parsing; peak memory ${peak} MB`);
}

async function readingWhileItChanges(standIns: StandIns): Promise<void> {
  await setSwitches(standIns, { scansPerSecond: 10, deletesPerSecond: 2 });
  const { seconds, value } = await timed(() => readEvent(standIns, MARATHON));
  await setSwitches(standIns, QUIET);
  const lost = await missing(standIns, MARATHON, value.known);
  const { fetched, distinct, rows, complete, catchUps, stepsBack } = value.certificate;
  say(`  ${seconds.toFixed(1)} s: fetched ${fetched}, distinct ${distinct}, rows ${rows}, complete ${complete}`);
  say(`  caught up ${catchUps} times, stepped back ${stepsBack} times; missing: ${lost}`);
}

const BENCHES: Record<string, { title: string; run: (standIns: StandIns) => Promise<void> }> = {
  reading: { title: '12,480 tickets, nothing changes', run: readingAgainstTheFloor },
  changing: { title: '100,000 tickets, 10 scanned and 2 deleted a second', run: readingWhileItChanges },
};

async function main(names: string[]): Promise<number> {
  const unknown = names.find((name) => !Object.hasOwn(BENCHES, name));
  if (unknown !== undefined) {
    process.stderr.write(`There is no bench "${unknown}". There are: ${Object.keys(BENCHES).join(', ')}.\n`);
    return 2;
  }
  const standIns = await startStandIns();
  try {
    for (const [name, { title, run }] of Object.entries(BENCHES)) {
      if (names.length > 0 && !names.includes(name)) continue;
      say(`${name}: ${title}`);
      await run(standIns);
    }
    return 0;
  } finally {
    await standIns.close();
  }
}

process.exitCode = await main(process.argv.slice(2));
