export { readYaml, type YamlFault } from './read-yaml.ts';
