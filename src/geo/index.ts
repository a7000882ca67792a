export {
  citiesInstalled,
  installCities,
  placeOf,
  placesAttribution,
  type Spot,
  spotOf,
} from './place-of.ts';
