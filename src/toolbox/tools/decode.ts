import { decodeText, namedSteps, stepFault } from '../../extract/index.ts';
import { defineEach, type EachTool } from '../define-tool.ts';

const input = {
  text: {
    type: 'string',
    about: 'A command line, a script or any text that may be encoded or disguised.',
    usual: ['CommandLine', 'ProcessCommandLine', 'ScriptBlockText', 'Message'],
  },
} as const;

const aboutMethods: string = `Steps to do before the search, in order, whether or not they seem to fit, such as \`dynamic(["base64", "xor 0x2a"])\`: ${namedSteps.map(({ name, about, argument }) => `${name}${argument ? ` ${argument.toUpperCase()}` : ''} (${about})`).join(', ')}.`;

const parameters = {
  methods: {
    type: 'dynamic',
    about: aboutMethods as string,
    default: [] as readonly string[],
  },
} as const;

const output = {
  step: { type: 'long', about: '1 for what was done first.' },
  method: {
    type: 'string',
    about:
      'The encoding or disguise that was undone: base64, hex, charcode, concatenation, format operator, cmd carets ….',
  },
  found: {
    type: 'string',
    about:
      'What was found first, of something long its beginning; after it, how its bytes were read: gzip, xor 0x2a.',
  },
  decoded: { type: 'string', about: 'What that became.' },
  result: { type: 'string', about: 'The whole text after the step.' },
  is_last: {
    type: 'bool',
    about: 'Whether nothing was found after the step, so that its result is what the text says.',
  },
} as const;

const decode: EachTool<typeof input, typeof parameters, typeof output> = defineEach({
  name: 'decode',
  about:
    'What an encoded or disguised text says, found without being told how, with each step on the way.',
  source:
    "Our own. Base64 (also of URLs, without padding, of UTF-16), hex, escapes, URL, character codes, XOR with one byte, gzip, zlib and deflate, reversed text, and PowerShell's and cmd's ways to spell a text; commands are never run.",
  cost: 'At most 40 steps; of a text the first 262,144 letters; what unpacks to more than 1 MiB stays packed.',
  passesOver: 'Texts that nothing was hidden in have no row.',
  refusal: ({ methods }) =>
    (methods as readonly unknown[]).map((step) => stepFault(String(step))).find(Boolean) ?? null,
  input,
  parameters,
  output,
  entities: ['Process'],
  tellsFacts: true,
  each: ({ text }, { methods }) => {
    const steps = decodeText(text, { first: (methods as readonly unknown[]).map(String) });
    return steps.map(({ method, found, decoded, text: result }, i) => ({
      step: i + 1,
      method,
      found,
      decoded,
      result,
      is_last: i === steps.length - 1,
    }));
  },
  examples: [
    {
      query:
        "print c = \"powershell I`E`X ('Write'+'-Host') ([char]0x41+[char]66)\" | invoke decode(c) | project step, method, result",
      rows: [
        [1, 'PowerShell backticks', "powershell IEX ('Write'+'-Host') ([char]0x41+[char]66)"],
        [2, 'concatenation', "powershell IEX ('Write-Host') ([char]0x41+[char]66)"],
        [3, 'charcode', "powershell IEX ('Write-Host') ('A'+'B')"],
        [4, 'concatenation', "powershell IEX ('Write-Host') ('AB')"],
        [5, 'parentheses', "powershell IEX ('Write-Host') 'AB'"],
      ],
    },
    {
      query:
        'print c = "powershell -enc SQBFAFgAIAAoAE4AZQB3AC0ATwBiAGoAZQBjAHQAIABOAGUAdAAuAFcAZQBiAEMAbABpAGUAbgB0ACkA" | invoke decode(c) | where is_last | project method, result',
      rows: [['base64', 'powershell -enc IEX (New-Object Net.WebClient)']],
    },
    {
      query:
        'print c = "JzkuJ3klPCV3eDw=" | invoke decode(c, methods = dynamic(["base64", "xor 0x57", "rot13"])) | project step, method, result',
      rows: [
        [1, 'base64', "'9.'y%<%wx<"],
        [2, 'xor 0x57', 'pnyp.rkr /k'],
        [3, 'rot13', 'calc.exe /x'],
      ],
    },
    { query: 'print c = "nothing to see here" | invoke decode(c)', rows: [] },
  ],
});

export default decode;
