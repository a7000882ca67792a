// Use one workbench for a while and see that it holds no more at the end: `npm run soak -- --minutes 30`. Linux only.
import { parseArgs } from 'node:util';
import { runnerImport } from 'vite';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '30' } } });
const minutes = Number(values.minutes);
if (!(minutes > 0)) throw new Error('--minutes takes a number');
const kit = async (name) =>
  (
    await runnerImport(new URL(`../test/kit/${name}.ts`, import.meta.url).pathname, {
      logLevel: 'error',
    })
  ).module;
const { soak, soakTolerances } = await kit('soak');
const { growthOf } = await kit('growth');

const { samples, done, faults } = await soak({ minutes, tell: (line) => console.log(line) });
console.log(`\n${[...done].map(([name, count]) => `${count} × ${name}`).join(', ')}`);
for (const fault of [...new Set(faults)].slice(0, 20)) console.log(`not as it should be: ${fault}`);
console.log('\n| What | first | last | least | most | rise | allowed | |');
console.log('| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |');
const grown = growthOf(samples, soakTolerances);
for (const { of, first, last, least, most, rise, allowed, grows } of grown)
  console.log(
    `| ${of} | ${[first, last, least, most, rise, allowed].map((n) => n.toFixed(1)).join(' | ')} | ${grows ? 'grows' : ''} |`,
  );
if (faults.length > 0 || grown.some(({ grows }) => grows)) process.exitCode = 1;
