export { placeOf, placesAttribution } from './place-of.ts';
