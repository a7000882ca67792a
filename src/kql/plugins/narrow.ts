import { numbered, renamed, written } from '../lower/written.ts';
import { rowsOf } from '../operator.ts';
import { definePlugin, type Plugin } from '../plugin.ts';
import { project } from '../tree/build.ts';
import { literal } from '../tree/scalar.ts';

const definition: Plugin = definePlugin({
  name: 'narrow',
  about: 'A row for each value: the number of its row from 0, its column, and itself as text.',
  source: 'https://learn.microsoft.com/kusto/query/narrow-plugin',
  apply(call) {
    const input = rowsOf(call);
    const columns = numbered(input);
    const names = JSON.stringify(input.columns.map((c) => c.name));
    const values = columns.map(({ name }) => `tostring(${name})`).join(', ');
    const rows = written(
      call,
      `rows
       | serialize row = row_number(0)
       | project row, name = names, text = pack_array(${values})
       | mv-expand name to typeof(string), text to typeof(string)`,
      {
        tables: { rows: project(input, columns) },
        values: { names: literal('dynamic', names) },
      },
    );
    return renamed(rows, call.node.columns ?? []);
  },
  examples: [
    {
      query:
        'datatable(a:long, b:string, c:datetime, d:bool)[1, "x", datetime(2024-01-01), true, long(null), "", datetime(null), false] | evaluate narrow()',
      columns: ['Row:long', 'Column:string', 'Value:string'],
      rows: [
        [0, 'a', '1'],
        [0, 'b', 'x'],
        [0, 'c', '2024-01-01T00:00:00.0000000Z'],
        [0, 'd', 'True'],
        [1, 'a', ''],
        [1, 'b', ''],
        [1, 'c', ''],
        [1, 'd', 'False'],
      ],
    },
    {
      query: 'print a = dynamic({"k": 1}) | evaluate narrow() | project Value',
      rows: [['{"k":1}']],
    },
  ],
});

export default definition;
