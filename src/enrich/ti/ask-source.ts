import { HuntError } from '../../base/index.ts';
import { readAllowances } from '../lookup/budget.ts';
import type { Askable, ReadSetting } from '../lookup/lookup.ts';
import { callOf, missingOf, settingOf } from './call.ts';
import type { TiSource } from './define-source.ts';
import { type Observable, observableOf, privacyOfObservable } from './observable.ts';
import { line, rawOf, webReference } from './tidy.ts';

/** From which age an answer is asked anew. */
const maxAgeMs = 24 * 3_600_000;

interface SourceParts {
  /** The function by which it is asked. */
  tool: string;
  /** The observable that a text stands for; null where there is none that may be asked about. */
  asks(value: string, isLocal: boolean): Observable | null;
  setting: ReadSetting;
  /** True where nobody named it. */
  optional: boolean;
}

function allowancesOf(source: TiSource, setting: ReadSetting): TiSource['allowances'] {
  const name = `${source.name.toLowerCase()}_budget`;
  const said = setting(name);
  if (said === undefined) return source.allowances;
  const read = readAllowances(said);
  if (read) return read;
  throw new HuntError({
    code: 'enrich/bad-budget',
    message: `${name} is '${said}', which is no budget.`,
    hint: 'A budget is `4 a minute, 500 a day`, or `none`.',
  });
}

/** Whether a source is asked where nobody named it: it is set up, and needs a key or sends nothing of the values. */
function standsReady(source: TiSource, setting: ReadSetting): boolean {
  const isSet = source.settings.some(({ name }) => settingOf(source, name, setting) !== '');
  return isSet || !source.onlyNamed;
}

/** Who gets what is sent: the servers that are set, where any is, instead of the service's own. */
function recipientOf(source: TiSource, setting: ReadSetting): string {
  const hosts = source.services.map(({ setting: name, address }) => {
    const said = settingOf(source, name, setting);
    const isSet = said !== '' && URL.canParse(said);
    return { isSet, host: isSet ? new URL(said).host : address && new URL(address).host };
  });
  if (!hosts.some(({ isSet }) => isSet)) return source.sends?.to ?? '';
  return [...new Set(hosts.map(({ host }) => host).filter(Boolean))].join(' or ');
}

/** A source as one of those whom `ti_lookup` asks. */
export function askSource(source: TiSource, parts: SourceParts): Askable {
  const { tool, setting, optional } = parts;
  const isLocal = source.sends === null;
  const unset = missingOf(source, setting);
  const missing =
    unset ?? (optional && !standsReady(source, setting) ? `${source.name} is not named.` : null);
  return {
    name: `${tool}:${source.name}`,
    sends: source.sends && { ...source.sends, to: recipientOf(source, setting) },
    perSecond: 10,
    settings: {},
    allowances: allowancesOf(source, setting),
    maxAgeMs,
    missing,
    optional,
    asks(value) {
      const found = parts.asks(value, isLocal);
      return found && source.takes.includes(found.type) ? found.value : null;
    },
    keeps(asked) {
      const found = observableOf(asked);
      return found ? privacyOfObservable(found, setting('private_names') ?? '') : null;
    },
    about: (asked, outcome) => ({
      source: source.name,
      observable: asked,
      type: observableOf(asked)?.type ?? '',
      severity: outcome === 'not found' ? 'information' : 'unknown',
    }),
    async lookup(asked, context) {
      const observable = observableOf(asked);
      if (observable === null) return [];
      const finding = await source.lookup(observable, callOf(source, observable, context));
      if (isLocal) context.answeredBy(source.name);
      if (finding === null) return [];
      const { severity, summary, reference, seenAt, raw } = finding;
      return [
        {
          severity,
          summary: line(summary),
          reference: webReference(reference),
          seen_at: seenAt,
          raw: rawOf(raw),
        },
      ];
    },
  };
}
