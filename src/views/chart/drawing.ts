import type { EChartsCoreOption } from 'echarts/core';

/** A place of a picture where the keyboard can be. */
export interface Stop {
  /** What is there, for those who listen. */
  text: string;
  /** Where the drawing library knows it. */
  series: number;
  index: number;
}

/** What is drawn, and the places where the keyboard can be, a list for each series. */
export interface Drawing {
  option: EChartsCoreOption;
  stops: readonly (readonly Stop[])[];
}

/** What stands beside the pointer: a title, and lines of a colour, a name and a value, as text. */
export function tipElement(
  title: string,
  lines: readonly { colour: string; name: string; value: string }[],
): HTMLElement {
  const box = document.createElement('div');
  const head = document.createElement('b');
  head.textContent = title;
  box.append(head);
  for (const { colour, name, value } of lines) {
    const line = document.createElement('div');
    line.className = 'tip-line';
    const [dot, label, number] = ['i', 'span', 'b'].map((tag) => document.createElement(tag)) as [
      HTMLElement,
      HTMLElement,
      HTMLElement,
    ];
    dot.style.background = colour;
    label.textContent = name;
    number.textContent = value;
    line.append(dot, label, number);
    box.append(line);
  }
  return box;
}
