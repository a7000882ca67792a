import { describe, expect, it } from 'vitest';
import { loadCommands } from '../../src/cli/program.ts';
import { runCommand as run } from '../kit/run-command.ts';

/** Split an example's command line into words, as a shell does with single quotes. */
const words = (line: string): string[] =>
  [...line.matchAll(/'([^']*)'|(\S+)/g)].map((m) => m[1] ?? m[2] ?? '').slice(1);

for (const command of await loadCommands())
  describe(`huntbook ${command.name}`, () => {
    it('has help with examples', async () => {
      const { code, out } = await run([command.name, '--help']);
      expect(code).toBe(0);
      expect(out).toContain(command.about.slice(0, 30));
      expect(out).toContain('Examples:');
    });
    const runnable = command.examples.filter(
      ({ command: line }) =>
        line.includes('--sample') && !line.includes('workbench') && !line.includes('--out'),
    );
    for (const { command: line } of runnable)
      it(`runs: ${line}`, async () => {
        const { code, out } = await run(words(line));
        expect(code).toBe(0);
        expect(out.trim().split('\n').length).toBeGreaterThan(2);
      });
  });

describe('the command line', () => {
  it('points at the fault in a query', async () => {
    const words = ['query', '--sample', 'SecurityEvent | where Acount == 1', '--format', 'jsonl'];
    const { code, err } = await run(words);
    expect(code).toBe(1);
    expect(err).toContain('Acount');
    expect(err).toMatch(/ {2}1 │ SecurityEvent/);
    expect(err).toContain('^^^^^^');
  });

  it('knows which function was meant', async () => {
    const query = await run(['query', '--sample', 'SecurityEvent | invoke proces_tree()']);
    expect(query.err).toContain('Did you mean process_tree?');
    for (const command of ['invoke', 'functions'])
      expect((await run([command, 'proces_tree'])).err).toContain('Did you mean process_tree?');
  });

  it('says what is missing', async () => {
    expect((await run(['query', 'T | count'])).code).toBe(2);
    expect((await run(['query', '/no/such/file.csv', 'T | count'])).code).toBe(1);
    expect((await run(['nonsense'])).code).toBe(2);
  });

  it('stops a query that takes too long, and says what it was at', async () => {
    const text =
      'let n = range x from 1 to 3000000 step 1 | extend k = 1; n | join kind=inner n on k | summarize sum(x)';
    const { code, err } = await run(['query', '--sample', '--time-limit', '1', text]);
    expect(code).toBe(1);
    expect(err).toContain('took more than the 1 s');
    expect(err).toContain('`join kind=inner n on k`');
    expect((await run(['query', '--sample', '--time-limit', 'soon', 'print 1'])).code).toBe(2);
  });

  it('prints every table of a query that gives several', async () => {
    const text = 'SigninLogs | fork (count) Kinds = (summarize n = count() by ResultType | take 2)';
    const { code, out } = await run(['query', '--sample', text, '--format', 'table']);
    expect(code).toBe(0);
    expect(out).toMatch(/Count\n─+\n\s*\d+\n\nKinds\nResultType/);
  });

  it('refuses a time and a number that are none', async () => {
    for (const option of ['--now', '--limit']) {
      const { code, err } = await run([
        'query',
        '--sample',
        option,
        'soon',
        'print 1',
        '-f',
        'table',
      ]);
      expect(code).toBe(2);
      expect(err).toContain("'soon'");
    }
  });

  it('prints Kusto JSON', async () => {
    const { out } = await run([
      'query',
      '--sample',
      '-f',
      'json',
      'print a = 1, b = datetime(2024-01-02), c = 90m, d = dynamic({"x":[1]})',
    ]);
    expect(JSON.parse(out)).toEqual({
      columns: [
        { name: 'a', type: 'long' },
        { name: 'b', type: 'datetime' },
        { name: 'c', type: 'timespan' },
        { name: 'd', type: 'dynamic' },
      ],
      rows: [[1, '2024-01-02T00:00:00.0000000Z', '01:30:00', { x: [1] }]],
    });
  });
});
