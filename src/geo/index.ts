export {
  citiesInstalled,
  installCities,
  placeOf,
  placesAttribution,
  spotOf,
} from './place-of.ts';
