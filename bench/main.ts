import { HOW_TO_GET, pathOf } from '../test/helpers/needs.ts';
import type { Database } from '../worker/db/connection.ts';
import { readAll, readWhileChanging } from './datasets.ts';
import { clearAndWrite, columnsOf, openSpreadsheet, publishList, rowsOf, type Cost } from './publishing.ts';
import { fetchPages, readEvent } from './reading.ts';
import { compare, endRuns, openScheduleBench, scheduleAll, tick, type ScheduleBench } from './schedules.ts';
import { openSidebarBench, sizeOfSidebar, type Circumstances } from './sidebar.ts';
import { liveTickets, setSwitches, startStandIns, type StandIns } from './stand-ins.ts';

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
  await fetchPages(standIns.providers.tixngo, GALA);
  for (let round = 1; round <= 3; round += 1) {
    const floor = await timed(() => fetchPages(standIns.providers.tixngo, GALA));
    const ours = await timed(() => readEvent(standIns, GALA));
    ratios.push(ours.seconds / floor.seconds);
    say(`  round ${round}: fetch and parse ${floor.seconds.toFixed(1)} s, read exactly ${ours.seconds.toFixed(1)} s`);
  }
  const peak = Math.round(process.resourceUsage().maxRSS / 1024);
  say(`  reading exactly costs ${median(ratios).toFixed(2)} × fetching and parsing; peak memory ${peak} MB`);
}

async function readingWhileItChanges(standIns: StandIns): Promise<void> {
  await setSwitches(standIns.providers.tixngo, { scansPerSecond: 10, deletesPerSecond: 2 });
  const { seconds, value } = await timed(() => readEvent(standIns, MARATHON));
  await setSwitches(standIns.providers.tixngo, QUIET);
  const live = await liveTickets(standIns.providers.tixngo, MARATHON);
  const lost = live.filter((id) => !value.keys.has(id)).length;
  const { fetched, distinct, rows, complete, catchUps, stepsBack } = value.certificate;
  say(`  ${seconds.toFixed(1)} s: fetched ${fetched}, distinct ${distinct}, rows ${rows}, complete ${complete}`);
  say(`  caught up ${catchUps} times, stepped back ${stepsBack} times; missing: ${lost}`);
}

async function everyDataset(standIns: StandIns): Promise<void> {
  say(
    `  ${'provider'.padEnd(14)}${'dataset'.padEnd(14)}${'rows'.padStart(8)}${'requests'.padStart(10)}${'seconds'.padStart(9)}`,
  );
  for await (const { question, rows, requests, seconds, complete } of readAll(standIns)) {
    const name = question.provider.padEnd(14) + question.dataset.padEnd(14);
    const figures = String(rows).padStart(8) + String(requests).padStart(10) + seconds.toFixed(1).padStart(9);
    say(`  ${name}${figures}${complete ? '' : '  not complete'}`);
  }
}

async function everyProviderWhileItChanges(standIns: StandIns): Promise<void> {
  for await (const { provider, rows, stayed, missing, catchUps } of readWhileChanging(standIns)) {
    say(
      `  ${provider.padEnd(14)} ${rows} rows, caught up ${catchUps} times; of ${stayed} that stayed missing: ${missing}`,
    );
  }
}

const figure = (value: number, width: number) => Math.round(value).toLocaleString('en-US').padStart(width);

function sayCost(name: string, seconds: number, { reads, writes, sent, received }: Cost, plain: Cost): void {
  const share = ((100 * sent) / plain.sent).toFixed(2).padStart(8);
  const bytes = `${figure(sent / 1000, 10)} kB${figure(received / 1000, 10)} kB${share} %`;
  say(`  ${name.padEnd(34)}${figure(reads, 6)}${figure(writes, 7)}${bytes}${seconds.toFixed(1).padStart(8)} s`);
}

/** Calls and bytes of refreshes of a large list, next to clearing the tab and writing everything. */
async function publishing(standIns: StandIns): Promise<void> {
  const [rows, columns] = [100_000, columnsOf(20)];
  const { id, client, cost } = await openSpreadsheet(standIns);
  const first = rowsOf(columns, rows, () => 0);
  const later = rowsOf(columns, rows, (row) => ((row * 7919) % 100 === 0 ? 1 : 0));
  say(`  ${''.padEnd(34)} reads writes         sent     received  of plain    time`);
  const floor = await timed(() => clearAndWrite(client, id, first, 5000));
  const plain = cost();
  sayCost('clear and write', floor.seconds, plain, plain);
  const list = { client, id, columns };
  let memory: Awaited<ReturnType<typeof publishList>> = null;
  const steps = [
    ['first publish', first],
    ['nothing changed', first],
    ['1 % of the rows changed', later],
    ['nothing changed', later],
    [
      '1,000 rows more, 1,000 fewer',
      [...later.slice(0, 40_000), ...later.slice(41_000), ...rowsOf(columns, 1000, () => 0, rows)],
    ],
  ] as const;
  for (const [index, [name, wanted]] of steps.entries()) {
    const { seconds, value } = await timed(() => publishList(list, wanted, memory, index + 1));
    memory = value;
    sayCost(name, seconds, cost(), plain);
  }
}

/** Looks of the tick: nothing due, everything due at once by one and by three processes, and an hour of intervals in 10 s steps. */
async function schedules(): Promise<void> {
  const bench = await openScheduleBench(1000);
  const others = [bench.connect(), bench.connect(), bench.connect()];
  const now = new Date('2027-03-28T00:01:00Z');
  const later = (ms: number) => new Date(now.getTime() + ms);
  try {
    const made = await timed(() => scheduleAll(bench, { kind: 'every', minutes: 15 }, now));
    say(`  1,000 schedules made in ${made.seconds.toFixed(1)} s`);
    const idle = await timed(async () => {
      for (let count = 0; count < 100; count += 1) await tick([bench.db], now);
    });
    say(`  a look when nothing is due: ${(idle.seconds * 10).toFixed(1)} ms`);
    for (const processes of [[bench.db], others]) {
      await scheduleAll(bench, { kind: 'daily', readyBy: '08:00' }, now);
      let begun = 0;
      const { seconds } = await timed(async () => {
        while (begun < 1000) begun += await tick(processes, later(26 * 3_600_000));
      });
      const rate = Math.round(begun / seconds).toLocaleString('en-US');
      say(
        `  all due at once, ${processes.length} looking: ${begun} runs begun in ${seconds.toFixed(1)} s (${rate} a second)`,
      );
    }
    await anHour(bench, others, now);
  } finally {
    await Promise.all(others.map((other) => other.destroy()));
    await bench.close();
  }
}

async function anHour(bench: ScheduleBench, processes: readonly Database[], now: Date): Promise<void> {
  const plans = await scheduleAll(bench, { kind: 'every', minutes: 15 }, now);
  const until = new Date(now.getTime() + 3_600_000);
  let slowest = 0;
  for (let at = now.getTime(); at <= until.getTime(); at += 10_000) {
    const { seconds } = await timed(() => tick(processes, new Date(at)));
    slowest = Math.max(slowest, seconds);
    await endRuns(bench);
  }
  const { promised, missing, doubled } = await compare(bench, plans, now, until);
  const count = promised.toLocaleString('en-US');
  say(
    `  an hour in which clocks change, every 15 minutes, 3 looking: ${count} promised, missing ${missing}, doubled ${doubled}`,
  );
  say(`  slowest look ${(slowest * 1000).toFixed(0)} ms`);
}

const PLACES: readonly (Circumstances & { readonly name: string })[] = [
  { name: 'this machine', roundTripMs: 0, slower: 1 },
  { name: 'worker 50 ms away, laptop 2 x slower', roundTripMs: 50, slower: 2 },
  { name: 'worker 150 ms away, laptop 4 x slower', roundTripMs: 150, slower: 4 },
];

/** From the menu item to the first button one can press, with a linked spreadsheet. */
async function sidebar(): Promise<void> {
  const path = pathOf('chromium');
  if (path === null) return say(`  not run: ${HOW_TO_GET.chromium}`);
  const { bytes, packed } = sizeOfSidebar();
  say(`  one page of ${Math.round(bytes / 1000)} kB, ${Math.round(packed / 1000)} kB as it travels`);
  const bench = await openSidebarBench(path);
  try {
    for (const { name, ...place } of PLACES) {
      const openings = await bench.open(place, 5);
      const [last] = openings.slice(-1);
      const usable = Math.round(median(openings.map(({ usableMs }) => usableMs)));
      const calls = `${last?.scriptCalls} calls of google.script.run, ${last?.workerCalls} of the worker`;
      say(`  ${name.padEnd(40)} usable after ${usable} ms (median of 5); ${calls}`);
    }
  } finally {
    await bench.close();
  }
}

const BENCHES: Record<string, { title: string; run: (standIns: StandIns) => Promise<void> }> = {
  reading: { title: '12,480 tickets, nothing changes', run: readingAgainstTheFloor },
  datasets: { title: 'every dataset of every ticketing system', run: everyDataset },
  providers: {
    title: 'tickets of every ticketing system, sold and scanned meanwhile',
    run: everyProviderWhileItChanges,
  },
  publishing: { title: 'a list of 100,000 rows and 20 columns, kept with its notes', run: publishing },
  schedules: { title: '1,000 schedules', run: schedules },
  sidebar: { title: 'until the sidebar can be used', run: sidebar },
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
