import { attackAttribution, techniqueOf } from '../../enrich/index.ts';
import { defineEach, type EachTool } from '../define-tool.ts';

const input = {
  technique: {
    type: 'string',
    about: 'Ids of ATT&CK techniques: one, or several with commas, blanks or JSON around them.',
    usual: ['Techniques', 'AttackTechniques', 'Technique', 'TechniqueId'],
  },
} as const;
const parameters = {} as const;
const output = {
  technique_id: { type: 'string', about: 'The id, or the one that took its place.' },
  technique_name: {
    type: 'string',
    about: 'Its name, after that of the technique that it is a part of.',
  },
  tactics: { type: 'dynamic', about: 'The tactics that it serves, in the order of the matrix.' },
  replaces: {
    type: 'string',
    about: 'The id that was asked for, where it was given up; else empty.',
  },
} as const;

const ids = /\bT\d{4}(?:\.\d{3})?\b/gi;
const mostIds = 200;
const mostCharacters = 65_536;

const attackTechniques: EachTool<typeof input, typeof parameters, typeof output> = defineEach({
  name: 'attack_techniques',
  about: 'The names and tactics of the ATT&CK techniques that a text names.',
  source:
    'MITRE ATT&CK, Enterprise matrix, version 18; ids that were given up lead to those that took their place. An id that is not among them gives no row.',
  attribution: attackAttribution,
  input,
  parameters,
  output,
  entities: ['AttackTechnique', 'Alert'],
  tellsFacts: true,
  each: ({ technique: text }) => {
    const found = text.slice(0, mostCharacters).match(ids) ?? [];
    return [...new Set(found.slice(0, mostIds).map((id) => id.toUpperCase()))].flatMap((id) => {
      const technique = techniqueOf(id);
      if (technique === null) return [];
      const { id: technique_id, name: technique_name, tactics, replaces } = technique;
      return [{ technique_id, technique_name, tactics, replaces }];
    });
  },
  examples: [
    {
      query:
        'datatable(t: string)[\'["T1059.001", "T1003"]\', "T9999"] | invoke attack_techniques(t) | project technique_id, technique_name, tactics',
      rows: [
        ['T1059.001', 'Command and Scripting Interpreter: PowerShell', ['Execution']],
        ['T1003', 'OS Credential Dumping', ['Credential Access']],
      ],
    },
    {
      query:
        'print t = "attack.t1086" | invoke attack_techniques(t) | project technique_id, replaces',
      rows: [['T1059.001', 'T1086']],
    },
  ],
});

export default attackTechniques;
