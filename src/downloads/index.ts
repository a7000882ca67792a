export { fileNameOf, webAddress } from './address.ts';
export {
  type DataSet,
  type DataSetFile,
  dataSetNamed,
  dataSets,
  isSha256,
  readDataSets,
} from './data-sets.ts';
export {
  type Downloaded,
  type DownloadOptions,
  type DownloadProgress,
  download,
} from './download.ts';
