export {
  Hunt,
  type HuntOptions,
  type OpenOptions,
  open,
  openSample,
  type TableInfo,
} from './hunt.ts';
