import type { Host } from './company/hosts.ts';
import { type Boot, createScene, part } from './events/scene.ts';
import { noise } from './noise/all.ts';
import { createRandom } from './random.ts';
import { createRecorder } from './recorder.ts';
import type { SampleTable } from './sample.ts';
import { playStory } from './story/story.ts';
import { cloudTables } from './tables/cloud.ts';
import { defenderTables } from './tables/defender.ts';
import { linuxTables } from './tables/linux.ts';
import { mailTables } from './tables/mail.ts';
import { networkTables } from './tables/network.ts';
import { securityTables } from './tables/security.ts';
import { windowsTables } from './tables/windows.ts';

/**
 * Four weeks of logs of a fictional company with one intrusion in them, told in `samples/story.md`.
 *
 * The seed changes the ordinary noise and the small change of the story (process ids, jitter); who does
 * what, where and when stays. The same seed gives the same values on every machine.
 * - cost: well under a second; all rows are in memory until the tables are dropped.
 */
export function sampleTables(seed = 1): SampleTable[] {
  const recorder = createRecorder([
    ...windowsTables,
    ...cloudTables,
    ...mailTables,
    ...defenderTables,
    ...networkTables,
    ...linuxTables,
    ...securityTables,
  ]);
  const random = createRandom(`huntbook ${seed}`);
  const boots = new Map<Host, Boot[]>();
  const background = createScene(recorder, random.fork('noise'), { story: false, boots });
  for (const [name, make] of noise) make(part(background, name));
  playStory(createScene(recorder, random.fork('story'), { story: true, boots }));
  return recorder.tables();
}
