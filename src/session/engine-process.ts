import { serveEngine } from '../engine/index.ts';
import { computations } from '../kql/computations.ts';

serveEngine(computations);
