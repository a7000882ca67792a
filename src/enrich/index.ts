export { kindOfAddress } from './address-kind.ts';
export { type Announcer, announcerOf, asnAttribution } from './asn.ts';
export { distanceKm, type Point } from './distance.ts';
export { attackAttribution, type Technique, techniqueOf } from './facts/attack.ts';
export { portName, portRange } from './facts/ports.ts';
export { type WindowsEvent, windowsEventsOf } from './facts/windows-events.ts';
