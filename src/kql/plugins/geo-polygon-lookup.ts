import { Refusal } from '../error.ts';
import { numbered, renamed, written } from '../lower/written.ts';
import { rowsOf } from '../operator.ts';
import { definePlugin, type Plugin, type PluginCall } from '../plugin.ts';
import { project } from '../tree/build.ts';
import type { NamedValue, Relation, RelationColumn, Scalar } from '../tree/nodes.ts';
import { column, literal } from '../tree/scalar.ts';

interface Options {
  radius: Scalar | null;
  keepsAll: boolean;
  returnsKey: boolean;
}

const optionNames = ['radius', 'return_unmatched', 'lookup_area_radius', 'return_lookup_key'];

/** The constants after the first four arguments, each by its name or its place. */
function optionsOf({ args, scope, lowering }: PluginCall): Options {
  const options: Options = { radius: null, keepsAll: false, returnsKey: false };
  args.slice(4).forEach((argument, i) => {
    const value = lowering.scalar(argument, scope);
    if (value.kind !== 'literal')
      throw new Refusal('Options of the lookup must be constants.', argument.span);
    const isNamed = argument.kind === 'SimpleNamedExpression';
    const name = isNamed ? argument.part('Name').name.toLowerCase() : optionNames[i];
    if (name === 'radius') options.radius = value;
    else if (name === 'return_unmatched') options.keepsAll = value.value === true;
    else if (name === 'return_lookup_key') options.returnsKey = value.value === true;
    else if (name !== 'lookup_area_radius')
      throw new Refusal(`The lookup has no option ${name}.`, argument.span);
  });
  return options;
}

interface Lookup extends Options {
  rows: Relation;
  facts: Relation;
  key: RelationColumn;
  place: NamedValue[];
}

function read(call: PluginCall): Lookup {
  const { args, scope, lowering, environment, node } = call;
  const [table, keyNode, longitude, latitude] = args;
  if (!table || !keyNode || !longitude || !latitude)
    throw new Refusal('The lookup needs a table, its column of shapes, and a place.', node.span);
  const facts = lowering.relation(table, environment);
  const key = facts.columns.find((c) => c.name === keyNode.name);
  if (!key) throw new Refusal(`There is no column ${keyNode.name}.`, keyNode.span);
  const options = optionsOf(call);
  const place = [
    { name: 'lng', value: lowering.scalar(longitude, scope) },
    { name: 'lat', value: lowering.scalar(latitude, scope) },
  ];
  return { ...options, rows: rowsOf(call), facts, key, place };
}

/** How a kind of shape is looked up, in KQL of `lng`, `lat`, `shape` and `radius`. */
interface Kind {
  /** The S2 cells of level 6 that hold all that may match; null where they are not known. */
  cells: string;
  matches: string;
}

const containing: Kind = {
  cells: 'geo_polygon_to_s2cells(shape, 6)',
  matches: 'geo_point_in_polygon(lng, lat, shape)',
};
const nearPolygon: Kind = {
  cells: 'geo_polygon_to_s2cells(shape, 6, radius)',
  matches: 'geo_distance_point_to_polygon(lng, lat, shape) <= radius',
};
const nearLine: Kind = {
  cells: 'geo_line_to_s2cells(shape, 6, radius)',
  matches: 'geo_distance_point_to_line(lng, lat, shape) <= radius',
};

/**
 * The different places are put beside the shapes in whose cells they lie, and then looked at one by one; shapes whose
 * cells are not known are put beside all places.
 */
function lookUp(call: PluginCall, lookup: Lookup, { cells, matches }: Kind): Relation {
  const { rows, facts, key, place, keepsAll, returnsKey, radius } = lookup;
  const left = numbered(rows);
  const right = facts.columns
    .filter((c) => returnsKey || c.name.toLowerCase() !== key.name.toLowerCase())
    .map((c, i) => ({ name: `f${i}`, value: column(c) }));
  const text = `
    let shapes = materialize(facts | extend cells = ${cells}, one = 1);
    let places = materialize(rows | distinct lng, lat | extend cell = geo_point_to_s2cell(lng, lat, 6), one = 1);
    let found = union
      (shapes | where isnotnull(cells) | mv-expand cell = cells to typeof(string) | join kind=inner places on cell),
      (shapes | where isnull(cells) | join kind=inner places on one)
      | where ${matches}
      | project lng, lat${right.map((r) => `, ${r.name}`).join('')};
    rows
    | join kind=${keepsAll ? 'leftouter' : 'inner'} found on lng, lat
    | project ${[...left, ...right].map((v) => v.name).join(', ')}`;
  const found = written(call, text, {
    tables: {
      rows: project(rows, [...left, ...place]),
      facts: project(facts, [...right, { name: 'shape', value: column(key) }], {
        keepOrder: false,
      }),
    },
    values: { radius: radius ?? literal('real', null) },
  });
  return renamed(found, call.node.columns ?? []);
}

const polygons = `let Areas = datatable(area:string, polygon:dynamic)[
    "New York", dynamic({"type":"Polygon","coordinates":[[[-73.97375470114766,40.74300078124614],[-73.98653921014294,40.75486501361894],[-73.99910622331991,40.74112695466084],[-73.97375470114766,40.74300078124614]]]}),
    "Paris", dynamic({"type":"Polygon","coordinates":[[[2.57564669886321,48.769567764921334],[2.420098611499384,49.05163394896812],[2.1016783119165723,48.80113794475062],[2.57564669886321,48.769567764921334]]]})];
  let Places = datatable(place:string, lng:real, lat:real)[
    "Empire State Building", -73.98567337898565, 40.74842629977377, "Eiffel Tower", 2.294489426068907, 48.858263476169185,
    "London", -0.13245599272019604, 51.49879464208368, "Statue of Liberty", -74.04462223203123, 40.689195627512674]; Places`;

const roads = `let Roads = datatable(road:string, line:dynamic)[
    "5th Avenue NY", dynamic({"type":"LineString","coordinates":[[-73.97291864770574,40.76428551254824],[-73.99708638113894,40.73145135821781]]}),
    "Palace Ave", dynamic({"type":"LineString","coordinates":[[-0.18756982045002246,51.50245944666557],[-0.18908519740253382,51.50544952706903]]})];
  let Places = datatable(place:string, lng:real, lat:real)[
    "Empire State Building", -73.98567337898565, 40.74842629977377, "Grand Central Terminal", -73.97713140725149, 40.752730320824895,
    "Statue of Liberty", -74.04462223203123, 40.689195627512674, "Kensington Palace", -0.1885272501232862, 51.504906159672316]; Places`;

const definitions: readonly Plugin[] = [
  definePlugin({
    name: 'geo_polygon_lookup',
    about:
      'The rows of a table of polygons beside the rows whose place lies in them, or within a radius of them.',
    source: 'https://learn.microsoft.com/kusto/query/geo-polygon-lookup-plugin',
    apply: (call) => {
      const lookup = read(call);
      return lookUp(call, lookup, lookup.radius ? nearPolygon : containing);
    },
    examples: [
      {
        query: `${polygons} | evaluate geo_polygon_lookup(Areas, polygon, lng, lat) | project-away lng, lat | sort by place asc`,
        columns: ['place:string', 'area:string'],
        rows: [
          ['Eiffel Tower', 'Paris'],
          ['Empire State Building', 'New York'],
        ],
      },
      {
        query: `${polygons} | evaluate geo_polygon_lookup(Areas, polygon, lng, lat, radius = 7000, return_unmatched = true, return_lookup_key = true) | project place, area, type = tostring(polygon.type) | sort by place asc`,
        rows: [
          ['Eiffel Tower', 'Paris', 'Polygon'],
          ['Empire State Building', 'New York', 'Polygon'],
          ['London', '', ''],
          ['Statue of Liberty', 'New York', 'Polygon'],
        ],
      },
    ],
  }),
  definePlugin({
    name: 'geo_line_lookup',
    about: 'The rows of a table of lines beside the rows whose place lies within a radius of them.',
    source: 'https://learn.microsoft.com/kusto/query/geo-line-lookup-plugin',
    apply: (call) => {
      const lookup = read(call);
      if (!lookup.radius) throw new Refusal('The lookup needs a radius.', call.node.span);
      return lookUp(call, lookup, nearLine);
    },
    examples: [
      {
        query: `${roads} | evaluate geo_line_lookup(Roads, line, lng, lat, 100) | project place, road | sort by place asc`,
        rows: [
          ['Empire State Building', '5th Avenue NY'],
          ['Kensington Palace', 'Palace Ave'],
        ],
      },
      {
        query: `${roads} | evaluate geo_line_lookup(Roads, line, lng, lat, 350, return_unmatched = true) | summarize count() by road | sort by road asc`,
        rows: [
          ['', 1],
          ['5th Avenue NY', 2],
          ['Palace Ave', 1],
        ],
      },
    ],
  }),
];

export default definitions;
