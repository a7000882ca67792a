import { defineFormat, type Format } from '../define-format.ts';
import { pickleExample } from '../pickle/pickle-example.ts';
import { readPickle } from '../pickle/read-pickle.ts';
import { sniffPickle } from '../pickle/recognise.ts';

const pickle: Format = defineFormat({
  name: 'pickle',
  title: 'pandas pickle',
  extensions: ['pkl', 'pickle'],
  source: 'https://github.com/python/cpython/blob/main/Lib/pickletools.py',
  sniff: sniffPickle,
  read: readPickle,
  examples: [pickleExample],
});

export default pickle;
