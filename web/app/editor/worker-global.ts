// The Kusto language service was written for Node and looks for its global object by Node's name.
(globalThis as unknown as { global: unknown }).global = globalThis;

export {};
