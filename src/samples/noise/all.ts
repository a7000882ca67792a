import type { Scene } from '../events/scene.ts';
import { bootMachines } from './boots.ts';
import { workAtDesks } from './workstations.ts';

/** Everything ordinary, by name; machines start first, because the others run on them. */
export const noise: readonly (readonly [name: string, make: (scene: Scene) => void])[] = [
  ['boots', bootMachines],
  ['desks', workAtDesks],
];
