const fileLimit = 5000;
const depthLimit = 16;

/** Who wants to know of files dropped anywhere on the page. */
export interface DropListener {
  over(over: boolean): void;
  dropped(files: File[]): void;
}

/** Make the whole window a place to drop files and folders on. */
export function watchDrops(listener: DropListener): void {
  let depth = 0;
  const carriesFiles = (event: DragEvent): boolean =>
    event.dataTransfer?.types.includes('Files') ?? false;
  addEventListener('dragenter', (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    if (++depth === 1) listener.over(true);
  });
  addEventListener('dragover', (event) => {
    if (carriesFiles(event)) event.preventDefault();
  });
  addEventListener('dragleave', (event) => {
    if (!carriesFiles(event) || --depth > 0) return;
    depth = 0;
    listener.over(false);
  });
  addEventListener('drop', (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    depth = 0;
    listener.over(false);
    void filesOf(event.dataTransfer).then((files) => {
      if (files.length > 0) listener.dropped(files);
    });
  });
}

async function filesOf(transfer: DataTransfer | null): Promise<File[]> {
  // Entries must be taken before the first await: the list is emptied when the event is over.
  const entries = [...(transfer?.items ?? [])].flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (entries.length === 0) return [...(transfer?.files ?? [])];
  const files: File[] = [];
  for (const entry of entries) await collect(entry, files, 0);
  return files;
}

async function collect(entry: FileSystemEntry, files: File[], depth: number): Promise<void> {
  if (files.length >= fileLimit || depth > depthLimit) return;
  if (entry.isFile) {
    const file = entry as FileSystemFileEntry;
    files.push(await new Promise<File>((done, fail) => file.file(done, fail)));
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    // A folder hands out its entries a hundred at a time.
    const some = await new Promise<FileSystemEntry[]>((done, fail) =>
      reader.readEntries(done, fail),
    );
    if (some.length === 0) return;
    for (const child of some) await collect(child, files, depth + 1);
  }
}
