import type { IHeaderParams, IInnerHeaderComponent } from 'ag-grid-community';

/** What a header is told besides: what opens the menu of its column at the button. */
export interface MenuHeaderParams {
  openMenu(column: string, button: HTMLElement): void;
}

/** The text of a column's header, with a button that opens the column's menu. */
export class MenuHeader implements IInnerHeaderComponent {
  readonly #gui = document.createElement('span');
  readonly #title = document.createElement('span');
  readonly #button = document.createElement('button');

  init(params: IHeaderParams & MenuHeaderParams): void {
    this.#gui.className = 'head';
    this.#title.className = 'title';
    this.#button.className = 'open-menu';
    this.#button.type = 'button';
    // The grid leads the keyboard: Alt+Down on the header is the way in.
    this.#button.tabIndex = -1;
    this.#button.setAttribute('aria-haspopup', 'dialog');
    this.#button.setAttribute('aria-keyshortcuts', 'Alt+ArrowDown');
    this.#button.append('⋮');
    for (const kind of ['mousedown', 'click', 'dblclick', 'touchstart'])
      this.#button.addEventListener(kind, (event) => event.stopPropagation());
    this.#button.addEventListener('click', () =>
      params.openMenu(params.column.getColId(), this.#button),
    );
    this.#gui.append(this.#title, this.#button);
    this.refresh(params);
  }

  getGui(): HTMLElement {
    return this.#gui;
  }

  refresh({ displayName }: IHeaderParams): boolean {
    this.#title.textContent = displayName;
    const about = displayName === '#' ? 'Rows and columns' : `Column ${displayName}`;
    this.#button.setAttribute('aria-label', about);
    this.#button.title =
      displayName === '#' ? 'Columns, copy and save' : 'What it holds (Alt+Down)';
    return true;
  }
}
