export { changeYaml, type YamlChange } from './change-yaml.ts';
export { readYaml } from './read-yaml.ts';
export { readYamlTree, type YamlTree } from './read-yaml-tree.ts';
export { setYaml, type YamlValue } from './set-yaml.ts';
