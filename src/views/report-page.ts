import { visibleLines } from '../base/index.ts';
import {
  type Recording,
  recordedSource,
  registerViews,
  type ViewEvents,
  viewNamed,
} from './index.ts';
import { sameValue } from './kql-spelling.ts';

/** A view of a report that answers by what was recorded when the report was made. */
interface RecordedView {
  /** The number of its cell. */
  cell: number;
  label: string;
  view: string;
  settings: [string, string][];
  recording: Recording;
}

/** A view that is less high than this cannot be used. */
const least = 280;

/** Put views in place of the pictures of a report, each when it comes into sight. */
function enliven(): void {
  registerViews();
  const text = document.getElementById('recorded')?.textContent ?? '[]';
  const waiting = new Map<Element, RecordedView>();
  const sight = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        const recorded = waiting.get(target);
        if (!isIntersecting || !recorded) continue;
        sight.unobserve(target);
        waiting.delete(target);
        show(target, recorded);
      }
    },
    { rootMargin: '400px' },
  );
  for (const recorded of JSON.parse(text) as RecordedView[]) {
    const figure = document.querySelector(`figure[data-cell="${Number(recorded.cell)}"]`);
    if (!figure) continue;
    waiting.set(figure, recorded);
    sight.observe(figure);
  }
}

function show(figure: Element, recorded: RecordedView): void {
  const known = viewNamed(recorded.view);
  const still = figure.querySelector('.still');
  if (!known || !still) return;
  const view = new known.element();
  view.label = recorded.label;
  view.settings = new Map(recorded.settings);
  view.source = recordedSource(recorded.recording);
  const frame = document.createElement('div');
  frame.className = 'live';
  // As high as the picture that it stands for, so that nothing below moves.
  const high = Math.min(Math.max(still.clientHeight, least), innerHeight * 0.9);
  frame.style.height = `${high}px`;
  frame.append(view);
  const step = document.createElement('output');
  step.className = 'step';
  const toggle = document.createElement('button');
  toggle.className = 'toggle';
  const turn = (lively: boolean): void => {
    figure.classList.toggle('lively', lively);
    frame.hidden = !lively;
    step.hidden = !lively;
    toggle.textContent = lively ? 'Show the still picture' : 'Show the view';
  };
  toggle.addEventListener('click', () => turn(!figure.classList.contains('lively')));
  tellSteps(frame, step);
  still.before(frame, step, toggle);
  turn(true);
}

/** A page that holds no rows can keep none: it says how to do it in the hunt. */
function tellSteps(frame: HTMLElement, step: HTMLElement): void {
  const say = (kql: string): void => {
    step.textContent =
      kql === '' ? '' : `A step of the query that keeps these rows: ${visibleLines(kql)}`;
  };
  frame.addEventListener('hunt-narrow', (event) => {
    say((event as CustomEvent<ViewEvents['hunt-narrow']>).detail.kql);
  });
  frame.addEventListener('hunt-pivot', (event) => {
    const { value, column } = (event as CustomEvent<ViewEvents['hunt-pivot']>).detail;
    say(`| where ${sameValue(column, value)}`);
  });
}

enliven();
