export { announcerOf, announcersOfLines, asnAttribution } from './asn.ts';
export { checkMaxmind, downloadMaxmind, type MaxmindAccount } from './download.ts';
export { forgetData, keepFile, type OwnPlace, ownData, ownRefusal } from './own-data.ts';
export {
  citiesInstalled,
  installCities,
  placeOf,
  placesAttribution,
  type Spot,
  spotOf,
  spotsOfLines,
} from './place-of.ts';
