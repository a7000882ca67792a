import { Refusal } from '../error.ts';
import { numbered, renamed, written } from '../lower/written.ts';
import { rowsOf } from '../operator.ts';
import { definePlugin, type Plugin, type PluginCall } from '../plugin.ts';
import { project } from '../tree/build.ts';
import type { Relation, Scalar } from '../tree/nodes.ts';
import { cast, column } from '../tree/scalar.ts';

/** The optional arguments by place, after those that must be there; any of them may be named. */
function optional(call: PluginCall, from: number, names: readonly string[]): Map<string, Scalar> {
  const found = new Map<string, Scalar>();
  call.args.slice(from).forEach((argument, i) => {
    const named = argument.kind === 'SimpleNamedExpression';
    const name = named ? argument.part('Name').name : names[i];
    const node = named ? argument.part('Expression') : argument;
    if (!name || !names.includes(name))
      throw new Refusal(`There is no argument ${name ?? argument.text}.`, argument.span);
    found.set(name, call.lowering.scalar(node, call.scope));
  });
  return found;
}

const isTrue = (value: Scalar | undefined): boolean =>
  value?.kind === 'literal' && value.value === true;

/** `matches` is KQL of whether a point (`lon`, `lat`) belongs to a `shape`, and may name the radius. */
function lookUp(
  call: PluginCall,
  names: readonly string[],
  required: number,
  matches: (hasRadius: boolean) => string,
): Relation {
  const { args, scope, lowering, environment, node } = call;
  const [table, key, longitude, latitude, distance] = args;
  if (!table || !key || !longitude || !latitude || args.length < required)
    throw new Refusal(
      'The lookup needs a table, its column of shapes, and two coordinates.',
      node.span,
    );
  const facts = lowering.relation(table, environment);
  const shape = facts.columns.find((c) => c.name === key.name);
  if (!shape) throw new Refusal(`There is no column ${key.name}.`, key.span, 'kql/unknown-name');
  const more = optional(call, required, names);
  const radius = required === 5 && distance ? lowering.scalar(distance, scope) : more.get('radius');
  const [lon, lat] = [longitude, latitude].map((n) => cast(lowering.scalar(n, scope), 'real'));
  if (!lon || !lat) throw new Error('no coordinates');
  const rows = rowsOf(call);
  const left = numbered(rows);
  const right = facts.columns
    .filter((c) => c !== shape || isTrue(more.get('return_lookup_key')))
    .map((c, i) => ({ name: `f${i}`, value: column(c) }));
  const list = (of: readonly { name: string }[]): string => of.map((c) => `, ${c.name}`).join('');
  const found = written(
    call,
    `let found = rows
       | summarize by lon, lat | extend one = 1
       | join kind=inner (facts | extend one = 1) on one
       | where ${matches(radius !== undefined)}
       | project lon, lat${list(right)};
     rows
     | join kind=${isTrue(more.get('return_unmatched')) ? 'leftouter' : 'inner'} found on lon, lat
     | project ${[...left, ...right].map((c) => c.name).join(', ')}`,
    {
      tables: {
        rows: project(rows, [...left, { name: 'lon', value: lon }, { name: 'lat', value: lat }]),
        facts: project(facts, [...right, { name: 'shape', value: column(shape) }], {
          keepOrder: false,
        }),
      },
      values: radius ? { radius: cast(radius, 'real') } : {},
    },
  );
  return renamed(found, node.columns ?? []);
}

const options = ['return_unmatched', 'lookup_area_radius', 'return_lookup_key'];

const shapes = `let areas = datatable(area:string, shape:dynamic)[
    "New York", dynamic({"type":"Polygon","coordinates":[[[-73.97375470114766,40.74300078124614],[-73.98653921014294,40.75486501361894],[-73.99910622331991,40.74112695466084],[-73.97375470114766,40.74300078124614]]]}),
    "Paris", dynamic({"type":"Polygon","coordinates":[[[2.57564669886321,48.769567764921334],[2.420098611499384,49.05163394896812],[2.1016783119165723,48.80113794475062],[2.57564669886321,48.769567764921334]]]})];
  let roads = datatable(road:string, shape:dynamic)["5th Avenue NY", dynamic({"type":"LineString","coordinates":[[-73.97291864770574,40.76428551254824],[-73.99708638113894,40.73145135821781]]})];
  let places = datatable(place:string, longitude:real, latitude:real)[
    "Empire State Building", -73.98567337898565, 40.74842629977377, "Eiffel Tower", 2.294489426068907, 48.858263476169185, "Statue of Liberty", -74.04462223203123, 40.689195627512674]; places`;

const definitions: readonly Plugin[] = [
  definePlugin({
    name: 'geo_polygon_lookup',
    about: 'The rows of a table of areas beside the rows whose point lies in them, or near enough.',
    source: 'https://learn.microsoft.com/kusto/query/geo-polygon-lookup-plugin',
    apply: (call) =>
      lookUp(call, ['radius', ...options], 4, (hasRadius) =>
        hasRadius
          ? 'geo_distance_point_to_polygon(lon, lat, shape) <= radius'
          : 'geo_point_in_polygon(lon, lat, shape)',
      ),
    examples: [
      {
        query: `${shapes} | evaluate geo_polygon_lookup(areas, shape, longitude, latitude) | project place, area | sort by place asc`,
        columns: ['place:string', 'area:string'],
        rows: [
          ['Eiffel Tower', 'Paris'],
          ['Empire State Building', 'New York'],
        ],
      },
      {
        query: `${shapes} | evaluate geo_polygon_lookup(areas, shape, longitude, latitude, return_unmatched = true, return_lookup_key = true) | where place startswith "S" | project area, isnull(shape)`,
        rows: [['', true]],
      },
    ],
  }),
  definePlugin({
    name: 'geo_line_lookup',
    about:
      'The rows of a table of lines beside the rows whose point is within so many metres of them.',
    source: 'https://learn.microsoft.com/kusto/query/geo-line-lookup-plugin',
    apply: (call) =>
      lookUp(call, options, 5, () => 'geo_distance_point_to_line(lon, lat, shape) <= radius'),
    examples: [
      {
        query: `${shapes} | evaluate geo_line_lookup(roads, shape, longitude, latitude, 100)`,
        columns: ['place:string', 'longitude:real', 'latitude:real', 'road:string'],
        rows: [['Empire State Building', -73.98567337898565, 40.74842629977377, '5th Avenue NY']],
      },
    ],
  }),
];

export default definitions;
