export { type Announcer, announcerOf, announcersOfLines, asnAttribution } from './asn.ts';
export { ownRefusal } from './own-data.ts';
export {
  citiesInstalled,
  installCities,
  placeOf,
  placesAttribution,
  type Spot,
  spotOf,
  spotsOfLines,
} from './place-of.ts';
