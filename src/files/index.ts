export { diskFault, fullDisk, isDiskFull, isFileFault } from './disk-fault.ts';
export { type Lock, withLock } from './lock.ts';
export { isRunning, processMark } from './process-mark.ts';
export {
  createFile,
  partialBeside,
  putInPlace,
  replaceFile,
  replaceFileSync,
  sweepPartials,
} from './replace-file.ts';
export { dropScratch, makeScratch } from './scratch.ts';
export { readUtf8 } from './utf8.ts';
