import { serveEngine } from '../engine/index.ts';
import { computations } from '../kql/computations.ts';
import { toolComputations } from '../toolbox/index.ts';

serveEngine([...computations, ...toolComputations]);
