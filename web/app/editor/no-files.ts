// Stands for Node's fs, which the Kusto language service names and a page does not have.
export {};
