import type { Scene } from '../events/scene.ts';

/** The acts of the intrusion in order, by name. */
export const acts: readonly (readonly [name: string, play: (scene: Scene) => void])[] = [];
