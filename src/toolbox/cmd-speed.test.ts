import { expect, it } from 'vitest';
import { runTableTool, toolbox } from './index.ts';

const second = 1_000_000n;
const run = (seconds: readonly number[], settings = {}, by?: readonly string[]) =>
  runTableTool(
    toolbox.cmdSpeed,
    {
      command: seconds.map((s) => `c${s}`),
      timestamp: seconds.map((s) => BigInt(s) * second),
      ...(by ? { by } : {}),
    },
    settings,
  );

it('counts the stretches that MSTICPy counts, and makes one burst of those that overlap', () => {
  // MSTICPy 3.0.2: cmd_speed(…, time=5, events=2) finds stretches at the rows 0, 3 and 4 of these in order.
  const found = run([30, 0, 1, 4, 20, 21, 22, 23], { seconds: 5, events: 2 });
  expect(found.burst_commands).toEqual([3, 4]);
  expect(found.fast_windows).toEqual([1, 2]);
  expect(found.fastest_seconds).toEqual([4, 2]);
  expect(found.commands).toEqual([
    ['c0', 'c1', 'c4'],
    ['c20', 'c21', 'c22', 'c23'],
  ]);
});

it('takes no stretch that lasts just as long, and none with too few commands', () => {
  expect(run([0, 5], { seconds: 5, events: 1 }).burst_start).toEqual([]);
  expect(run([0, 4], { seconds: 5, events: 1 }).burst_commands).toEqual([2]);
  expect(run([0, 1, 2], { events: 3 }).burst_start).toEqual([]);
});

it('counts by host where asked, and passes over rows without a command or a time', () => {
  expect(run([0, 1, 2, 3], { events: 2 }, ['a', 'b', 'a', 'b']).burst_start).toEqual([]);
  expect(run([0, 1, 2, 3], { events: 1 }, ['a', 'b', 'a', 'b']).burst_by).toEqual(['a', 'b']);
  const bare = runTableTool(
    toolbox.cmdSpeed,
    { command: ['', 'x', 'y'], timestamp: [0n, null, second] },
    { events: 1 },
  );
  expect(bare.burst_start).toEqual([]);
});

it('takes 200,000 commands of one second, and lists the first thousand', () => {
  const command = new Array<string>(200_000).fill('x');
  const found = runTableTool(toolbox.cmdSpeed, { command, timestamp: command.map(() => 0n) });
  expect(found.burst_commands).toEqual([200_000]);
  expect(found.commands[0]).toHaveLength(1000);
});
