export { changeWords } from './cell-words.ts';
export { htmlReport } from './html-report.ts';
export { markdownReport } from './markdown-report.ts';
export {
  collectReport,
  type Report,
  type ReportedCell,
} from './report.ts';
